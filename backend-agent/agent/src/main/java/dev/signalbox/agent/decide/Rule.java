package dev.signalbox.agent.decide;

import java.util.Optional;

/** One rule of the decision core. */
@FunctionalInterface
interface Rule {

    /** What this rule wants said at this moment, if anything. */
    Optional<Step> judge(Moment moment);
}
