package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * All that measure knows of one trunk at one moment, for decide.
 *
 * @param trunk the trunk
 * @param counts calls since the agent started
 * @param liveCalls answered calls now
 * @param callsPerSecond new calls per second over the last 10 s
 * @param options state of OPTIONS probing
 * @param testCall state of synthetic test calls
 * @param symptoms what is wrong now, empty when nothing is
 * @param lastTrafficNanos monotonic time of the last mirrored message of this trunk, or {@link
 *     Long#MIN_VALUE}
 */
public record TrunkPicture(
        Target.Trunk trunk,
        TrunkCounts counts,
        int liveCalls,
        double callsPerSecond,
        ProbeState options,
        ProbeState testCall,
        List<Symptom> symptoms,
        long lastTrafficNanos) {

    /** The same without one kind of symptom. */
    TrunkPicture without(Symptom.Kind kind) {
        if (symptoms.stream().noneMatch(symptom -> symptom.kind() == kind)) {
            return this;
        }
        return new TrunkPicture(
                trunk,
                counts,
                liveCalls,
                callsPerSecond,
                options,
                testCall,
                symptoms.stream().filter(symptom -> symptom.kind() != kind).toList(),
                lastTrafficNanos);
    }
}
