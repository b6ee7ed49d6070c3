package dev.signalbox.dashboards.screen.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * A range of time to play back, with both ends.
 *
 * @param from before {@code to}
 * @param to not in the future of whoever typed it
 */
public record ReplayRange(Instant from, Instant to) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd[ ]['T']H:mm[:ss]['Z']", Locale.ROOT);

    /** The last {@code span} before {@code now}. */
    public static ReplayRange last(Duration span, Instant now) {
        return new ReplayRange(now.minus(span), now);
    }

    /**
     * As people type it, in UTC: {@code 03:12}, {@code 03:12:44}, {@code 2026-11-20 03:12:44}. A
     * time without a day is the last one there was.
     *
     * @param to empty for now
     * @throws IllegalArgumentException in words when it is no range
     */
    public static ReplayRange parse(String from, String to, Instant now) {
        if (from.isBlank()) {
            throw new IllegalArgumentException("From: say when it begins, for example 03:12:00");
        }
        Instant begin = time("From", from.strip(), now);
        Instant end = to.isBlank() ? now : time("To", to.strip(), now);
        if (end.isAfter(now)) {
            end = now;
        }
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException(
                    "From " + from.strip() + ": not before the end of the range");
        }
        return new ReplayRange(begin, end);
    }

    private static Instant time(String field, String text, Instant now) {
        try {
            LocalTime clock = LocalTime.parse(text, CLOCK);
            Instant today =
                    LocalDate.ofInstant(now, ZoneOffset.UTC)
                            .atTime(clock)
                            .toInstant(ZoneOffset.UTC);
            return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
        } catch (DateTimeParseException _) {
            // With a day, then.
        }
        try {
            return LocalDateTime.parse(text, DAY).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    field
                            + " \u201c"
                            + text
                            + "\u201d: no time. Examples: 03:12, 03:12:44, 2026-11-20 03:12:44,"
                            + " all in UTC",
                    e);
        }
    }
}
