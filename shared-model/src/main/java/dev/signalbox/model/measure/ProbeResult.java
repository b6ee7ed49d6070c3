package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;

/**
 * The end of one active probe of a trunk.
 *
 * @param trunk the trunk that was probed
 * @param kind what was sent
 * @param status SIP status of the answer, or 0 when none came before the deadline
 * @param tookMillis from sending to the answer or the deadline
 */
public record ProbeResult(Target.Trunk trunk, Kind kind, int status, double tookMillis) {

    /** What was sent. */
    public enum Kind {
        /** SIP OPTIONS. Any final answer below 500 but 408 counts as alive. */
        OPTIONS,
        /**
         * A synthetic call to the trunk's test number, ended as soon as it rings or is answered.
         */
        TEST_CALL
    }

    /**
     * True when the far side proved to be alive: for OPTIONS any final answer below 500, for a test
     * call 18x or 2xx.
     */
    public boolean good() {
        return switch (kind) {
            case OPTIONS -> status >= 200 && status < 500 && status != 408;
            case TEST_CALL -> status > 100 && status < 300;
        };
    }
}
