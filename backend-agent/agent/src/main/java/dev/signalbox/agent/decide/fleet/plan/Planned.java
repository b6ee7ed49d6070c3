package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.model.change.Plan;

/** What came of a wish. */
public sealed interface Planned {

    /** A plan, judged; a guard may say that it cannot be done. */
    record Made(Plan plan) implements Planned {}

    /** There is nothing to plan, in words with what to do instead. */
    record Impossible(String sentence) implements Planned {}
}
