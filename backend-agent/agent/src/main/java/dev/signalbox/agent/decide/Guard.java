package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.policy.Trunk;
import org.jspecify.annotations.Nullable;

/** A reason not to move. All guards run, all are kept with the numbers they judged. */
interface Guard {

    /**
     * What this guard says of taking {@code source} out at this moment.
     *
     * @param source the trunk to be taken out
     * @param target where its calls would go, null when there is no trunk left
     */
    GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target);
}
