package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Value.BadValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of numbers: durations and percentages carry their unit, everything has a range. */
final class Quantities {

    private static final Pattern DURATION =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([a-zA-Z]*)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?(%?)");
    private static final Pattern OF = Pattern.compile("(\\d{1,9}) +of +(\\d{1,9})");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(?:\\.\\d{1,9})?");

    private Quantities() {}

    /** {@code needed of of}, for example {@code 3 of 4}. */
    record Fraction(int needed, int of) {}

    /** A duration with its unit: ms, s, min or h. */
    static Value<Duration> duration(String min, String max, String example) {
        Duration shortest = constant(min);
        Duration longest = constant(max);
        return new Value<>(
                example,
                text -> {
                    Duration value = parse(text);
                    if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
                        throw new BadValueException("has to be from " + min + " to " + max);
                    }
                    return value;
                });
    }

    /** A percentage with its sign, as a ratio from 0 to 1. */
    static Value<Double> percent(double minPercent, double maxPercent, String example) {
        return new Value<>(
                example,
                text -> {
                    Matcher matcher = PERCENT.matcher(text);
                    if (!matcher.matches()) {
                        throw new BadValueException("is not a percentage");
                    }
                    if (matcher.group(2).isEmpty()) {
                        throw new BadValueException("has no unit: a percentage ends with %");
                    }
                    double percent = Double.parseDouble(matcher.group(1));
                    inRange(percent, minPercent, maxPercent, "%");
                    return percent / 100;
                });
    }

    /** A whole number. */
    static Value<Integer> whole(int min, int max, String example) {
        return new Value<>(
                example,
                text -> {
                    if (!WHOLE.matcher(text).matches()) {
                        throw new BadValueException("is not a whole number");
                    }
                    int value = Integer.parseInt(text);
                    inRange(value, min, max, "");
                    return value;
                });
    }

    /** A number that may have decimals. */
    static Value<Double> decimal(double min, double max, String example) {
        return new Value<>(
                example,
                text -> {
                    if (!DECIMAL.matcher(text).matches()) {
                        throw new BadValueException("is not a number");
                    }
                    double value = Double.parseDouble(text);
                    inRange(value, min, max, "");
                    return value;
                });
    }

    /** Some of the last ones: {@code 3 of 4}. */
    static Value<Fraction> fraction(int ofMax, String example) {
        return new Value<>(
                example,
                text -> {
                    Matcher matcher = OF.matcher(text);
                    if (!matcher.matches()) {
                        throw new BadValueException("is not written as NEEDED of LAST");
                    }
                    int needed = Integer.parseInt(matcher.group(1));
                    int of = Integer.parseInt(matcher.group(2));
                    if (of < 1 || of > ofMax) {
                        throw new BadValueException("looks at 1 to " + ofMax + " calls, not " + of);
                    }
                    if (needed < 1 || needed > of) {
                        throw new BadValueException("needs at least 1 and at most all " + of);
                    }
                    return new Fraction(needed, of);
                });
    }

    private static Duration constant(String text) {
        try {
            return parse(text);
        } catch (BadValueException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Duration parse(String text) throws BadValueException {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new BadValueException("is not a duration: a number and ms, s, min or h");
        }
        long unitMillis =
                switch (matcher.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "" -> throw new BadValueException("has no unit: ms, s, min or h");
                    case "m" ->
                            throw new BadValueException(
                                    "has an unclear unit: write min for minutes, ms for"
                                            + " milliseconds");
                    default ->
                            throw new BadValueException("has an unknown unit: use ms, s, min or h");
                };
        BigDecimal millis =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMillis));
        return Duration.ofMillis(millis.longValue());
    }

    private static void inRange(double value, double min, double max, String unit)
            throws BadValueException {
        if (value < min || value > max) {
            throw new BadValueException(
                    "has to be from " + plain(min) + unit + " to " + plain(max) + unit);
        }
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
