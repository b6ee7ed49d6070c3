package dev.signalbox.dashboards.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers with their units as people read them. Undefined is a hyphen, never 0. */
public final class Numbers {

    /** What stands where there is no number. */
    public static final String UNDEFINED = "-";

    private Numbers() {}

    /** {@code 1,946}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 91.2} for 0.912; {@code 100} without decimals. */
    public static String percent(@Nullable Double ratio) {
        if (ratio == null || ratio.isNaN()) {
            return UNDEFINED;
        }
        double percent = ratio * 100;
        // 99.96 % of calls answered is not all of them: never round up to 100.
        return percent >= 100 ? "100" : String.format(Locale.ROOT, "%.1f", Math.min(percent, 99.9));
    }

    /** {@code 4.2} below 100, {@code 120} from there on. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    /** Milliseconds as a whole number, without the unit. */
    public static String millis(@Nullable Double millis) {
        return millis == null || millis.isNaN()
                ? UNDEFINED
                : String.format(Locale.ROOT, "%,.0f", millis);
    }

    /** Milliseconds as seconds, {@code 0.18} or {@code 2.1}, without the unit. */
    public static String seconds(@Nullable Double millis) {
        if (millis == null || millis.isNaN()) {
            return UNDEFINED;
        }
        double seconds = millis / 1000;
        return String.format(Locale.ROOT, seconds < 1 ? "%.2f" : "%.1f", seconds);
    }

    /** {@code 1 trunk}, {@code 2 trunks}. */
    public static String counted(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }
}
