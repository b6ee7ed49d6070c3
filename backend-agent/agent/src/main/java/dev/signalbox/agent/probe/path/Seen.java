package dev.signalbox.agent.probe.path;

/** Which packets of a train have arrived: what a {@link SeenWindow} is taken of. */
final class Seen {

    private final long[] bits = new long[SeenWindow.SEQUENCES / Long.SIZE];
    private final long first;
    private long highest;

    /**
     * @param first the sequence that arrives first
     */
    Seen(long first) {
        this.first = first;
        this.highest = first - 1;
    }

    /** False for a sequence that has arrived before, or is too old to tell. */
    boolean isNew(long sequence) {
        if (sequence > highest) {
            return true;
        }
        return sequence >= first
                && highest - sequence < SeenWindow.SEQUENCES
                && (bits[word(sequence)] & mask(sequence)) == 0;
    }

    /** Takes in a new sequence. */
    void add(long sequence) {
        if (sequence > highest) {
            if (sequence - highest >= SeenWindow.SEQUENCES) {
                java.util.Arrays.fill(bits, 0);
            } else {
                for (long skipped = highest + 1; skipped < sequence; skipped++) {
                    bits[word(skipped)] &= ~mask(skipped);
                }
            }
            highest = sequence;
        }
        bits[word(sequence)] |= mask(sequence);
    }

    long highest() {
        return highest;
    }

    SeenWindow window() {
        return new SeenWindow(first, highest, bits[0], bits[1], bits[2], bits[3]);
    }

    private static int word(long sequence) {
        return (int) (sequence & (SeenWindow.SEQUENCES - 1)) >> 6;
    }

    private static long mask(long sequence) {
        return 1L << (sequence & 63);
    }
}
