package dev.signalbox.agent;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;

/**
 * What a diagnosis that moves nothing means for people.
 *
 * @param action that nothing is moved, and why
 * @param next what a person should do
 */
record Finding(Severity severity, String action, String next) {

    /**
     * The finding of a diagnosis of something that is neither trunk nor provider; an inbound
     * trunk's starvation is one too.
     */
    static Finding of(Policy policy, String region, Target target, DiagnosisCode code) {
        String name = DiagnosisTitle.name(policy, target);
        String here = policy.regionTitle(region);
        return switch (code) {
            case PATH_POOR ->
                    new Finding(
                            Severity.MAJOR,
                            "Nothing moves: calls from " + name + " go on and sound bad",
                            "Ask the network provider between the two; hand callers of this road"
                                    + " to another region by hand");
            case PATH_DOWN ->
                    new Finding(
                            Severity.CRITICAL,
                            "Nothing moves: callers on the road "
                                    + name
                                    + " hear nothing from the other side",
                            "Hand callers of this road to another region by hand; ask the network"
                                    + " provider between the two");
            case DEPENDENCY_FAILING ->
                    new Finding(
                            Severity.MINOR,
                            "Nothing moves: conversations in " + here + " go on without " + name,
                            "Page the team that runs " + name);
            case CALLERS_MISUNDERSTOOD ->
                    new Finding(
                            Severity.MAJOR,
                            "No road is at fault, nothing moves",
                            "Look at the last release of "
                                    + name
                                    + " and undo it; hand callers to a person until then");
            case CALLERS_HEAR_SILENCE ->
                    new Finding(
                            Severity.CRITICAL,
                            "Nothing moves: what is silent is not known to be a road",
                            "Look at the workers and the voice of "
                                    + name
                                    + " in "
                                    + here
                                    + "; hand callers to a person until then");
            case INBOUND_STARVED ->
                    new Finding(
                            Severity.CRITICAL,
                            "Nothing moves: the carrier chooses where its calls go",
                            "Call " + name + " and let it send its calls another way");
            case TRUNK_NOT_ANSWERING,
                    TRUNK_REJECTING,
                    PROVIDER_FAILING,
                    PROVIDER_OVER_QUOTA,
                    PROVIDER_SLOW ->
                    new Finding(Severity.MAJOR, "Not moved yet", "");
        };
    }

    /**
     * The same when its cause is known and dealt with by a finding of its own.
     *
     * @param cause without full stop: {@code Acme LLM fails}
     * @param rung of the service now
     */
    Finding because(String cause, Rung rung) {
        String now =
                switch (rung) {
                    case PRIMARY -> "new calls go another way already";
                    case DEGRADED -> "new calls are greeted and handed to people";
                    case HUMAN_QUEUE -> "new calls go straight to people";
                    case EMERGENCY -> "new calls go to the overflow";
                };
        return new Finding(
                severity,
                "Because " + cause + "; " + now,
                "Calls that were under way when it began may stay silent until they end");
    }
}
