package dev.signalbox.agent.record;

import java.time.Duration;

/**
 * What a recorder may take.
 *
 * @param keep how long a second is kept
 * @param bytesMax what the recordings may take in their database; the oldest minutes go first
 * @param roomBytesMin it stops while the disk has less room than this: the journal needs it more
 */
public record RecorderLimits(Duration keep, long bytesMax, long roomBytesMin) {

    /** Left to the journal and to everybody else on the disk. */
    public static final long ROOM_BYTES_MIN = 32L << 20;

    /** With the usual room left to others. */
    public RecorderLimits(Duration keep, long bytesMax) {
        this(keep, bytesMax, ROOM_BYTES_MIN);
    }
}
