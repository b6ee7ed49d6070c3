package dev.signalbox.dashboards.shell;

import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The screens that can be reached from the rail, in its order. */
public enum Place {
    OVERVIEW("Overview", 1),
    HEALTH("Health", 2),
    TRUNKS("Trunks", 3),
    PATHS("Paths", 4),
    AI("AI and causes", 5),
    JOURNAL("Journal", 6),
    REPLAY("Replay", 9);

    private final String title;
    private final int key;

    Place(String title, int key) {
        this.title = title;
        this.key = key;
    }

    /** Its name on the rail. */
    public String title() {
        return title;
    }

    /** Its name in files and ids: {@code overview}, {@code ai}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The digit key that leads to it. */
    int key() {
        return key;
    }

    Ikon icon() {
        return switch (this) {
            case OVERVIEW -> Material2OutlinedMZ.PUBLIC;
            case HEALTH -> Material2OutlinedAL.FACT_CHECK;
            case TRUNKS -> Material2OutlinedAL.CALL_SPLIT;
            case PATHS -> Material2OutlinedMZ.SWAP_HORIZ;
            case AI -> Material2OutlinedMZ.RECORD_VOICE_OVER;
            case JOURNAL -> Material2OutlinedMZ.RECEIPT;
            case REPLAY -> Material2OutlinedMZ.REPLAY;
        };
    }
}
