package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.model.quorum.Word;
import org.jspecify.annotations.Nullable;

/**
 * One word that does not flap: it is said, and changes its reach, only after {@link #LOOKS} looks
 * in a row agree. Until then nothing is said: what an earlier run said stands.
 *
 * @param word as it is said, null while nothing is
 * @param next reach seen in the newest looks
 * @param looks in a row that saw it
 */
record Steady(@Nullable Word word, Word.Reach next, int looks) {

    /** So many looks agree before a word changes. */
    static final int LOOKS = 3;

    /** The first look. */
    static Steady first(Word seen) {
        return new Steady(null, seen.reach(), 1);
    }

    /** After one more look. */
    Steady looked(Word seen) {
        int agreeing = seen.reach() == next ? Math.min(LOOKS, looks + 1) : 1;
        boolean same = word != null && word.reach() == seen.reach();
        return new Steady(same || agreeing >= LOOKS ? seen : word, seen.reach(), agreeing);
    }
}
