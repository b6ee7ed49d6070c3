package dev.signalbox.agent.probe.path;

/**
 * Interarrival jitter, RFC 3550 section 6.4.1: J += (|D| - J) / 16, in nanoseconds instead of
 * ticks. The sending time is the one in the packet and not its place in the train, so the sender's
 * own unevenness is not taken for the network's.
 */
final class Jitter {

    private boolean begun;
    private long transitNanos;
    private double nanos;

    /**
     * Takes a packet in the order of arrival.
     *
     * @param sentNanos by the sender's clock
     * @param receivedNanos by the receiver's clock; only the change of the difference counts
     */
    void add(long sentNanos, long receivedNanos) {
        long transit = receivedNanos - sentNanos;
        if (begun) {
            nanos += (Math.abs(transit - transitNanos) - nanos) / 16;
        }
        transitNanos = transit;
        begun = true;
    }

    /** The running estimate; 0 before the second packet. */
    double nanos() {
        return nanos;
    }
}
