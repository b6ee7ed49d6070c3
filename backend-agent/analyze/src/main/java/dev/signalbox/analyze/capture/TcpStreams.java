package dev.signalbox.analyze.capture;

import dev.signalbox.model.net.IpEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * TCP segments by connection and direction. Bounded: the connection that was idle longest makes
 * room.
 */
final class TcpStreams {

    private static final int STREAMS_MAX = 4_096;
    private static final int SYN = 2;

    private record Direction(IpEndpoint source, IpEndpoint destination) {}

    private final Map<Direction, TcpStream> streams =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Direction, TcpStream> eldest) {
                    return size() > STREAMS_MAX;
                }
            };
    private final PayloadTaker taker;
    private long gaps;

    TcpStreams(PayloadTaker taker) {
        this.taker = taker;
    }

    long gaps() {
        return gaps;
    }

    void segment(
            IpEndpoint source,
            IpEndpoint destination,
            int sequence,
            int flags,
            byte[] bytes,
            int from,
            int end,
            long micros) {
        Direction direction = new Direction(source, destination);
        boolean opens = (flags & SYN) != 0;
        if (!opens && from == end) {
            return;
        }
        TcpStream stream = streams.get(direction);
        if (stream == null || opens) {
            MessageFramer framer = new MessageFramer(source, destination, taker);
            stream = new TcpStream(framer, opens ? sequence + 1 : sequence);
            streams.put(direction, stream);
        }
        int at = opens ? sequence + 1 : sequence;
        gaps += stream.segment(at, bytes, from, end, micros);
    }

    void finish() {
        for (TcpStream stream : streams.values()) {
            gaps += stream.finish();
        }
    }
}
