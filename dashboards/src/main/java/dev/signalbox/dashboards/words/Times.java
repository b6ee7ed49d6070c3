package dev.signalbox.dashboards.words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and ages as people read them; always UTC. */
public final class Times {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 03:12:44}. */
    public static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** {@code 03:12}. */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** {@code 03:12:44} of the same day as {@code now}, else {@code 4 Mar 03:12:44}. */
    public static String clockOrDay(Instant at, Instant now) {
        boolean sameDay =
                at.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        return (sameDay ? CLOCK : DAY).format(at);
    }

    /** Elapsed time as {@code 00:14} or {@code 1:02:03}; never negative. */
    public static String elapsed(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60);
    }

    /** An age: {@code 0.4 s}, {@code 41 s}, {@code 12 min}, {@code 3 h}. */
    public static String age(long millis) {
        long seconds = millis / 1000;
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
