package dev.signalbox.agent.probe;

/**
 * A request that is sent again until it is answered: after 500 ms, then twice as long each time, at
 * most 4 s (RFC 3261, timers T1 and T2), up to a last moment.
 */
final class Retransmission {

    private static final long T1_NANOS = 500_000_000L;
    private static final long T2_NANOS = 4_000_000_000L;

    private final SipRequest request;
    private final long lastNanos;
    private long intervalNanos = T1_NANOS;
    private long nextNanos;

    /** For a request that is sent first at {@code nowNanos}. */
    Retransmission(SipRequest request, long nowNanos, long lastNanos) {
        this.request = request;
        this.lastNanos = lastNanos;
        this.nextNanos = nowNanos + intervalNanos;
    }

    SipRequest request() {
        return request;
    }

    long nextNanos() {
        return nextNanos;
    }

    boolean due(long nowNanos) {
        return nowNanos - nextNanos >= 0;
    }

    /** True when the last moment has come. */
    boolean givenUp(long nowNanos) {
        return nowNanos - lastNanos >= 0;
    }

    void sentAgain(long nowNanos) {
        intervalNanos = Math.min(T2_NANOS, 2 * intervalNanos);
        nextNanos = nowNanos + intervalNanos;
    }
}
