package dev.signalbox.agent;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;

/** What a person holds out, and that they do, for people. Pure. */
final class HandWords {

    private HandWords() {}

    /** Who holds {@code target} out, since when and why; empty when nobody does. */
    static String of(DecisionState state, Target target) {
        DecisionState.Hand hand = state.hands().get(target);
        if (hand == null || !hand.out()) {
            return "";
        }
        return "held out by "
                + hand.by()
                + " since "
                + JournalSentences.clock(hand.since())
                + (hand.reason().isBlank() ? "" : ": " + hand.reason());
    }

    /** What of a region people hold out, in a few words; empty when nothing is. */
    static String of(DecisionState state, Policy policy) {
        return state.hands().entrySet().stream()
                .filter(held -> held.getValue().out())
                .map(
                        held ->
                                DiagnosisTitle.name(policy, held.getKey())
                                        + " is held out by "
                                        + held.getValue().by())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
