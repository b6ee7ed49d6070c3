package dev.signalbox.analyze;

/** Phone numbers as they may be shown. */
public final class Numbers {

    private static final int SHOWN_FIRST = 3;
    private static final int SHOWN_LAST = 2;
    private static final int DIGITS_MIN = 5;

    private Numbers() {}

    /**
     * Hides most digits of every number in a text; extensions and status codes, of up to four
     * digits, stay as they are.
     */
    public static String masked(String text) {
        StringBuilder out = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
            if (end - at >= DIGITS_MIN) {
                int first = end - at > SHOWN_FIRST + SHOWN_LAST + 1 ? SHOWN_FIRST : 1;
                for (int i = at + first; i < end - SHOWN_LAST; i++) {
                    out.setCharAt(i, 'x');
                }
            }
            at = Math.max(end, at + 1);
        }
        return out.toString();
    }
}
