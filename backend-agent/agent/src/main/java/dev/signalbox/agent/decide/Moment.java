package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules of one step look at.
 *
 * @param region whose agent decides
 * @param state what has been decided
 * @param picture what is seen
 * @param bindings what the fleet decided
 * @param now when
 * @param upMillis monotonic milliseconds of this run of the agent
 */
record Moment(
        Policy policy,
        String region,
        DecisionState state,
        Picture picture,
        Bindings bindings,
        Now now,
        long upMillis) {

    /** True when automation stands still here, by the region's brake or the fleet's. */
    boolean braked() {
        return state.brake() != null || bindings.braked();
    }

    /** True when automation may not touch {@code target}. */
    boolean pinned(Target target) {
        return bindings.pins(target, region);
    }

    /** Now on the journal's own time line. */
    long journalMillis() {
        return state.runStartMillis() + upMillis;
    }

    /** A monotonic reading of this run on the journal's own time line. */
    long journalMillis(long nanos) {
        return journalMillis() - now.millisSince(nanos);
    }

    Optional<TrunkPicture> picture(Target.Trunk trunk) {
        return picture.of(trunk);
    }

    /** The trunk's symptoms, empty when nothing is seen of it. */
    List<Symptom> symptoms(Target.Trunk trunk) {
        return picture.of(trunk).map(TrunkPicture::symptoms).orElse(List.of());
    }

    /** Gets all of its usual new calls, and nothing speaks against it. */
    boolean usable(Trunk trunk) {
        return trunk.direction().sendsCalls()
                && state.routes().sharePercent(trunk.target()) == 100
                && !state.diagnoses().containsKey(trunk.target())
                && symptoms(trunk.target()).isEmpty();
    }

    /** The name people use for a target; for a trunk its carrier's. */
    String title(Target target) {
        return DiagnosisTitle.name(policy, target);
    }
}
