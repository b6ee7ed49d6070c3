package dev.signalbox.world.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What independent records say of a run; all times in microseconds since 1970, of this machine's
 * one clock.
 *
 * @param startMicros when the traffic began
 * @param endMicros when the last call might begin
 * @param calls the callers' side, from SIPp's log
 * @param legs the SBC's legs towards the carriers, from the capture (or the SBC's log), in the
 *     order of time, one per call and trunk: its first INVITE
 * @param faults when each fault took effect
 */
record Observed(
        long startMicros, long endMicros, List<Call> calls, List<Leg> legs, List<Injected> faults) {

    Observed {
        calls = List.copyOf(calls);
        legs = List.copyOf(legs);
        faults = List.copyOf(faults);
    }

    /**
     * A call as its caller saw it.
     *
     * @param planned the response the callee would have given
     * @param sentMicros the INVITE
     * @param ringingMicros the first 18x, null when none came
     * @param finalCode 0 when the caller gave up in silence; null when nothing had come by the end
     * @param finalMicros null like finalCode
     */
    record Call(
            String callId,
            int planned,
            long sentMicros,
            @Nullable Long ringingMicros,
            @Nullable Integer finalCode,
            @Nullable Long finalMicros) {

        boolean answered() {
            return finalCode != null && finalCode == 200;
        }

        /** True when the caller got something else than the callee would have given. */
        boolean failed() {
            return finalCode == null || finalCode != planned;
        }

        /** Post-dial delay, null when the callee was never reached (RFC 6076 section 4.3.1). */
        @Nullable Double pddMillis() {
            if (ringingMicros != null) {
                return (ringingMicros - sentMicros) / 1e3;
            }
            return answered() && finalMicros != null ? (finalMicros - sentMicros) / 1e3 : null;
        }
    }

    /** The first INVITE of a call towards one trunk. */
    record Leg(long atMicros, String callId, dev.signalbox.model.target.Target.Trunk trunk) {}

    /** A fault that was done. */
    record Injected(Fault fault, long atMicros) {}
}
