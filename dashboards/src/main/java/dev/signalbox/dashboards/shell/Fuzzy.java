package dev.signalbox.dashboards.shell;

import java.util.Locale;

/** Whether letters occur in a text in their order, and how well they stand there. */
final class Fuzzy {

    private static final int WORD_START = 8;
    private static final int NEXT_TO_LAST = 5;
    private static final int LETTER = 1;

    private Fuzzy() {}

    /**
     * How well {@code wanted} fits {@code text}: 0 when it does not, more when its letters begin
     * words or stand together. Everything fits nothing wanted.
     */
    static int score(String wanted, String text) {
        String letters = wanted.toLowerCase(Locale.ROOT).replace(" ", "");
        String where = text.toLowerCase(Locale.ROOT);
        if (letters.isEmpty()) {
            return 1;
        }
        int best = 0;
        for (int start = where.indexOf(letters.charAt(0));
                start >= 0;
                start = where.indexOf(letters.charAt(0), start + 1)) {
            best = Math.max(best, from(letters, where, start));
        }
        // Of two that fit alike the shorter one is meant.
        return best == 0 ? 0 : best * 100 - Math.min(99, text.length());
    }

    private static int from(String letters, String where, int start) {
        int score = 0;
        int last = -2;
        int at = start;
        for (int i = 0; i < letters.length(); i++) {
            at = where.indexOf(letters.charAt(i), at);
            if (at < 0) {
                return 0;
            }
            boolean begins = at == 0 || !Character.isLetterOrDigit(where.charAt(at - 1));
            score += LETTER + (begins ? WORD_START : 0) + (at == last + 1 ? NEXT_TO_LAST : 0);
            last = at++;
        }
        return score;
    }
}
