package dev.signalbox.analyze.report;

import dev.signalbox.analyze.Numbers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Shown {

    static final String NOTHING = "-";

    private Shown() {}

    static String number(String user, boolean numbers) {
        return numbers ? user : Numbers.masked(user);
    }

    static String ssrc(long ssrc) {
        return "0x%08x".formatted(ssrc);
    }

    static String percent(@Nullable Double ratio) {
        return ratio == null ? NOTHING : String.format(Locale.ROOT, "%.1f %%", ratio * 100);
    }

    static String millis(@Nullable Double millis) {
        return millis == null ? NOTHING : String.format(Locale.ROOT, "%.1f ms", millis);
    }

    static String seconds(@Nullable Double millis) {
        return millis == null ? NOTHING : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    static String score(@Nullable Double mos) {
        return mos == null ? NOTHING : String.format(Locale.ROOT, "%.2f", mos);
    }
}
