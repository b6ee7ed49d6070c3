package dev.signalbox.agent.parse;

import org.jspecify.annotations.Nullable;

/** Plain decimal numbers in texts of others. */
final class Figures {

    /** No figure of a report is longer. */
    private static final int LENGTH_MAX = 16;

    /** Of an opinion score; senders write 0 and 12.7 for unknown (RFC 3611 section 4.7.5). */
    private static final double MOS_MIN = 1;

    private static final double MOS_MAX = 5;

    private Figures() {}

    /** Null when the text is missing, no number, or outside of the range. */
    static @Nullable Double decimal(@Nullable String text, double min, double max) {
        if (text == null || !isPlain(text)) {
            return null;
        }
        double value = Double.parseDouble(text);
        return value < min || value > max ? null : Double.valueOf(value);
    }

    /** Packets; null when the text is missing or no whole number. */
    static @Nullable Long count(@Nullable String text) {
        Double value = decimal(text, 0, 0xffffffffL);
        return value == null || value != Math.rint(value) ? null : Long.valueOf(value.longValue());
    }

    /** An opinion score, 1 to 5. */
    static @Nullable Double mos(@Nullable String text) {
        return decimal(text, MOS_MIN, MOS_MAX);
    }

    /** Digits with at most one point between them: no sign, no exponent, no words. */
    private static boolean isPlain(String text) {
        int points = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits > 0
                && points <= 1
                && digits + points == text.length()
                && text.length() <= LENGTH_MAX;
    }
}
