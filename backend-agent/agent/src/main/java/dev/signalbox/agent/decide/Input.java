package dev.signalbox.agent.decide;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.route.RouteTable;
import java.util.List;

/** What can happen to the decision core. */
public sealed interface Input {

    /** This run of the agent begins. */
    record Started(
            String region, String bootId, String version, String policyHash, long unsealedRecords)
            implements Input {}

    /** What measure sees now, and what the fleet decided that binds this region. */
    record Observed(Picture picture, Bindings bindings) implements Input {

        /** Where no fleet binds. */
        public Observed(Picture picture) {
            this(picture, Bindings.NONE);
        }
    }

    /** A person takes a trunk or a provider out, or asks to have it back; judged and checked. */
    record SetHand(Plan plan, String planHash, List<String> overrides) implements Input {}

    /** Every router holds a decision's table, read back. */
    record Applied(String decisionId, RouteTable readBack, double tookMillis) implements Input {}

    /** A router did not take a decision. */
    record ApplyFailed(String decisionId, String router, String reason) implements Input {}

    /** A router had lost what was decided and was set again. */
    record Reasserted(String decisionId, String router, String reason, RouteTable readBack)
            implements Input {}

    /** The first worker has what was decided of a provider. */
    record WorkersFollow(String decisionId, double tookMillis) implements Input {}

    /** A person stops automation. */
    record SetBrake(String by, String reason) implements Input {}

    /** A person lets automation go on. */
    record ReleaseBrake(String by, String reason) implements Input {}
}
