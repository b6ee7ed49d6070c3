package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.PlanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the fleet.
 *
 * @param kind drain, evacuate or return a region
 * @param region that is left, or gets its calls back
 * @param to where its calls shall go, null to have that chosen by law and free capacity
 * @param reason in their words
 * @param at wall time
 */
public record PlanRequest(
        PlanKind kind,
        String region,
        @Nullable String to,
        Origin origin,
        Person by,
        String reason,
        Instant at) {

    /** A person's wish, the targets to be chosen. */
    public PlanRequest(PlanKind kind, String region, Person by, String reason, Instant at) {
        this(kind, region, null, Origin.MANUAL, by, reason, at);
    }
}
