package dev.signalbox.agent.probe.path;

/**
 * Which of a train's last 256 packets have arrived, as it stood at one moment. It travels in every
 * reflection, so that a lost reflection does not hide a probe that arrived.
 *
 * @param first lowest sequence this receiver can know about: the one with which it began
 * @param highest highest sequence that has arrived
 * @param bits0 to bits3: bit {@code sequence mod 256} is set when that sequence has arrived
 */
record SeenWindow(long first, long highest, long bits0, long bits1, long bits2, long bits3) {

    /** How many sequences back from the highest are known. */
    static final int SEQUENCES = 256;

    /** Whether this says anything about the sequence. */
    boolean covers(long sequence) {
        return sequence >= first && sequence <= highest && highest - sequence < SEQUENCES;
    }

    /** Whether a covered sequence has arrived. */
    boolean has(long sequence) {
        int bit = (int) (sequence & (SEQUENCES - 1));
        long bits =
                switch (bit >> 6) {
                    case 0 -> bits0;
                    case 1 -> bits1;
                    case 2 -> bits2;
                    default -> bits3;
                };
        return (bits >>> (bit & 63) & 1) == 1;
    }
}
