package dev.signalbox.agent;

import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What became of plans inside a region that wait no more, so that who asks again is told that. */
final class EndedPlans {

    /**
     * How a plan ended.
     *
     * @param words after its id
     * @param back what to plan to take it back; empty when it was never started
     */
    private record End(String words, String back) {}

    private final int max;
    private final Map<String, End> ends = new LinkedHashMap<>();

    /**
     * @param max how many are remembered
     */
    EndedPlans(int max) {
        this.max = max;
    }

    void dropped(String planId, String words) {
        keep(planId, new End(words, ""));
    }

    /**
     * @param plan as it was started
     * @param record of its start
     */
    void started(String planId, Plan plan, String record) {
        String verb = plan.kind().back() ? "failover" : "return";
        keep(
                planId,
                new End(
                        "was started by %s at %s (record %s)"
                                .formatted(
                                        plan.by().name(),
                                        JournalSentences.clock(plan.madeAt()),
                                        record),
                        "plan %s %s".formatted(verb, plan.source().id())));
    }

    private void keep(String planId, End end) {
        ends.put(planId, end);
        if (ends.size() > max) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /** Why {@code step} is not for it any more; empty when nothing is known of it. */
    Optional<FleetAnswer> refusal(String planId, ChangeStep step) {
        return Optional.ofNullable(ends.get(planId)).map(end -> refusal(planId, end, step));
    }

    private static FleetAnswer refusal(String planId, End end, ChangeStep step) {
        if (end.back().isEmpty()) {
            return new FleetAnswer.Refused(
                    Code.NO_SUCH_PLAN, planId + " " + end.words() + ": make it anew");
        }
        String instead =
                switch (step) {
                    case ChangeStep.Undo _, ChangeStep.Hold _, ChangeStep.Discard _ ->
                            "; inside a region that is done at once. To take it back: "
                                    + end.back();
                    case ChangeStep.Start _,
                            ChangeStep.Approve _,
                            ChangeStep.Resume _,
                            ChangeStep.OverrideGuard _ ->
                            ": a plan starts once";
                };
        return new FleetAnswer.Refused(Code.WRONG_PHASE, planId + " " + end.words() + instead);
    }
}
