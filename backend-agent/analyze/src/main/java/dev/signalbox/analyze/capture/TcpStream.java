package dev.signalbox.analyze.capture;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One direction of a TCP connection in its order. Segments may come out of order and more than
 * once; what the capture lost is waited for a while, then passed over.
 */
final class TcpStream {

    private static final int WAITING_SEGMENTS_MAX = 64;
    private static final int WAITING_BYTES_MAX = 256 << 10;
    private static final long WAIT_MICROS = 5_000_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(byte[] bytes, long micros) {}

    private final MessageFramer framer;

    /** Place in the stream by the distance from its first byte. */
    private final NavigableMap<Long, Segment> waiting = new TreeMap<>();

    private final int first;
    private long next;
    private int waitingBytes;

    /**
     * A stream that begins.
     *
     * @param first sequence number of its first byte
     */
    TcpStream(MessageFramer framer, int first) {
        this.framer = framer;
        this.first = first;
    }

    /** Takes a segment; returns how many gaps were passed over. */
    int segment(int sequence, byte[] bytes, int from, int end, long micros) {
        if (from == end) {
            return 0;
        }
        // Sequence numbers wrap: the nearest place to where the stream is.
        long place = next + (sequence - (first + (int) next));
        if (place + (end - from) <= next) {
            return 0;
        }
        if (place <= next) {
            deliver((int) (next - place), bytes, from, end, micros);
            drain();
        } else if (framer.isInteresting()) {
            Segment before = waiting.get(place);
            if (before == null || before.bytes.length < end - from) {
                waitingBytes += end - from - (before == null ? 0 : before.bytes.length);
                waiting.put(place, new Segment(Arrays.copyOfRange(bytes, from, end), micros));
            }
        } else {
            next = place;
            deliver(0, bytes, from, end, micros);
        }
        int gaps = 0;
        while (tooMuchWaits(micros)) {
            skipGap();
            gaps++;
        }
        return gaps;
    }

    int finish() {
        int gaps = 0;
        while (!waiting.isEmpty()) {
            skipGap();
            gaps++;
        }
        return gaps;
    }

    private boolean tooMuchWaits(long micros) {
        return !waiting.isEmpty()
                && (waiting.size() > WAITING_SEGMENTS_MAX
                        || waitingBytes > WAITING_BYTES_MAX
                        || micros - waiting.firstEntry().getValue().micros > WAIT_MICROS);
    }

    private void skipGap() {
        next = waiting.firstKey();
        framer.gap();
        drain();
    }

    private void drain() {
        Map.Entry<Long, Segment> head = waiting.firstEntry();
        while (head != null && head.getKey() <= next) {
            waiting.pollFirstEntry();
            Segment segment = head.getValue();
            waitingBytes -= segment.bytes.length;
            int known = (int) (next - head.getKey());
            if (known < segment.bytes.length) {
                deliver(known, segment.bytes, 0, segment.bytes.length, segment.micros);
            }
            head = waiting.firstEntry();
        }
    }

    private void deliver(int known, byte[] bytes, int from, int end, long micros) {
        next += end - from - known;
        framer.bytes(bytes, from + known, end, micros);
    }
}
