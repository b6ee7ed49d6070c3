package dev.signalbox.dashboards.shell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The screens that can be reached from the rail, in its order. */
public enum Place {
    OVERVIEW("Overview", 1),
    TRUNKS("Trunks", 2),
    JOURNAL("Journal", 3);

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

    /** The digit key that leads to it. */
    int key() {
        return key;
    }

    Ikon icon() {
        return switch (this) {
            case OVERVIEW -> Material2OutlinedMZ.PUBLIC;
            case TRUNKS -> Material2OutlinedAL.CALL_SPLIT;
            case JOURNAL -> Material2OutlinedMZ.RECEIPT;
        };
    }
}
