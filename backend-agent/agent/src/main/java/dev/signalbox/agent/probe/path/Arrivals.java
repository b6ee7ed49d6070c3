package dev.signalbox.agent.probe.path;

/**
 * Whether the receiving thread ran in time. There are no kernel time stamps to be had here, so an
 * arrival time is only believed when the thread was seen running shortly before. For one thread;
 * {@link #heardThroughNanos} may be read by any.
 */
final class Arrivals {

    /** The receiver looks up at least this often. */
    static final long LOOK_UP_MILLIS = 3;

    /** Seen running less than this ago: its times are good. */
    static final long HELD_UP_NANOS = 5_000_000;

    /** After this the kernel's buffer may have overflowed. */
    static final long STOOD_NANOS = 1_000_000_000;

    private long awakeNanos;
    private boolean heldUp;
    private volatile long heardThroughNanos;

    Arrivals(long nowNanos) {
        awakeNanos = nowNanos;
        heardThroughNanos = nowNanos;
    }

    /**
     * The thread runs; before it takes a packet.
     *
     * @return how long it had not been seen running
     */
    long awake(long nowNanos) {
        long gapNanos = nowNanos - awakeNanos;
        if (gapNanos > HELD_UP_NANOS) {
            heldUp = true;
        }
        awakeNanos = nowNanos;
        return gapNanos;
    }

    /** Nothing waits any more. */
    void drained(long nowNanos) {
        awakeNanos = nowNanos;
        heldUp = false;
        heardThroughNanos = nowNanos;
    }

    /** What is taken now has waited for an unknown time. */
    boolean heldUp() {
        return heldUp;
    }

    /** Everything that had arrived by then has been taken. */
    long heardThroughNanos() {
        return heardThroughNanos;
    }
}
