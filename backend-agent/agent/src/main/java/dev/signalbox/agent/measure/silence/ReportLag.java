package dev.signalbox.agent.measure.silence;

/**
 * How long after the first sound of an answer its span arrives. Spans come after their end and in
 * batches, so a caller may hear an answer that no span has told of yet. The largest lag of late is
 * what counts; it fades by a hundredth with each span.
 */
final class ReportLag {

    static final long NANOS_MIN = 500_000_000L;
    static final long NANOS_MAX = 8_000_000_000L;
    private static final double FADE = 0.99;

    /** Before the first span, what the usual exporters take. */
    private long nanos = 2_000_000_000L;

    void learn(long observedNanos) {
        long faded = (long) (nanos * FADE);
        nanos = Math.clamp(Math.max(faded, observedNanos), NANOS_MIN, NANOS_MAX);
    }

    long nanos() {
        return nanos;
    }
}
