package dev.signalbox.agent.probe.path;

/**
 * Whose turn it is when: every 20 ms each peer once, the peers spread evenly over the 20 ms. Turns
 * that have passed are skipped and never made up for in a burst. Pure: time comes in.
 */
final class Pace {

    /** 20 ms, as G.711 is usually sent. */
    static final long TURN_NANOS = 20_000_000;

    /** At 8 kHz. */
    static final int TICKS_PER_TURN = 160;

    static final long NANOS_PER_TICK = TURN_NANOS / TICKS_PER_TURN;

    /** What is sent later than this is void. */
    static final long LATE_NANOS = 2_000_000;

    private final int peers;
    private final long beganNanos;
    private long slot;

    /**
     * @param peers 1 or more
     */
    Pace(int peers, long beganNanos) {
        this.peers = peers;
        this.beganNanos = beganNanos;
    }

    /** Index of the peer whose turn is next. */
    int peer() {
        return (int) (slot % peers);
    }

    /** Number of the turn that is next, the same for all peers. */
    long turn() {
        return slot / peers;
    }

    /** When it is. */
    long dueNanos() {
        return beganNanos + turn() * TURN_NANOS + peer() * TURN_NANOS / peers;
    }

    void next() {
        slot++;
    }

    /**
     * Goes on to the peers' present turns where whole turns were missed.
     *
     * @return how many were skipped
     */
    long skip(long nowNanos) {
        long missed = (nowNanos - dueNanos()) / TURN_NANOS;
        if (missed <= 0) {
            return 0;
        }
        slot += missed * peers;
        return missed * peers;
    }
}
