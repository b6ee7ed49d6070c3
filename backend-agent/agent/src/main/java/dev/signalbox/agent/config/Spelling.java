package dev.signalbox.agent.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Spelling {

    /** Longer words are not compared: the work grows with the square of the length. */
    private static final int LENGTH_MAX = 64;

    private Spelling() {}

    /** The word of {@code known} nearest to {@code word}, if one is near enough to be meant. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String plain = plain(word);
        int distanceMax = Math.max(1, plain.length() / 3);
        return known.stream()
                .filter(k -> distance(plain, plain(k)) <= distanceMax)
                .min(Comparator.comparingInt(k -> distance(plain, plain(k))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
    }

    /** Levenshtein distance: letters inserted, removed or replaced; swapped letters count once. */
    private static int distance(String a, String b) {
        if (!a.equals(b)
                && Arrays.equals(a.chars().sorted().toArray(), b.chars().sorted().toArray())) {
            return 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
