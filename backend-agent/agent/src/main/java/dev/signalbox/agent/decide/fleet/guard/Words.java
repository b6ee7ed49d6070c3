package dev.signalbox.agent.decide.fleet.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
public final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** {@code 03:12:44 UTC}. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code 45 s}, {@code 5 min}, {@code 2 min 5 s}. */
    public static String duration(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        long minutes = seconds / 60;
        if (minutes == 0) {
            return seconds + " s";
        }
        return seconds % 60 == 0 ? minutes + " min" : minutes + " min " + seconds % 60 + " s";
    }
}
