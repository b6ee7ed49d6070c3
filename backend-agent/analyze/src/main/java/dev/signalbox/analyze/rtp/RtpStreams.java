package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds RTP streams (RFC 3550) among datagrams: by the addresses that SDP announced, and without
 * those by what the packets look like. Bounded in number.
 */
public final class RtpStreams {

    private static final int STREAMS_MAX = 20_000;
    private static final int CANDIDATES_MAX = 5_000;
    private static final int HEADER = 12;
    private static final int PORT_MIN = 1_024;
    private static final int MOVED_STEPS_MAX = 100;

    private record Key(long ssrc, IpEndpoint from, IpEndpoint to) {}

    private record Towards(long ssrc, long high, long low, IpEndpoint to) {}

    private final SdpBook book;
    private final Map<Key, RtpStream> sure = new LinkedHashMap<>();
    private final Map<Towards, RtpStream> towards = new HashMap<>();
    private final Map<Key, RtpStream> candidates =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, RtpStream> eldest) {
                    return size() > CANDIDATES_MAX;
                }
            };
    private long leftOut;

    /** No streams yet. */
    public RtpStreams(SdpBook book) {
        this.book = book;
    }

    /** Streams beyond the limit. */
    public long leftOut() {
        return leftOut;
    }

    /** A datagram that may be RTP. */
    public void accept(
            byte[] bytes, int from, int length, IpEndpoint source, IpEndpoint to, long micros) {
        if (length < HEADER || (bytes[from] & 0xc0) != 0x80) {
            return;
        }
        int type = bytes[from + 1] & 0x7f;
        if (type >= 72 && type <= 76) {
            return;
        }
        boolean marked = (bytes[from + 1] & 0x80) != 0;
        int number = (bytes[from + 2] & 0xff) << 8 | (bytes[from + 3] & 0xff);
        long stamp = Rtcp.word(bytes, from + 4);
        long ssrc = Rtcp.word(bytes, from + 8);
        Key key = new Key(ssrc, source, to);
        RtpStream stream = sure.get(key);
        if (stream == null) {
            stream = candidate(key, number, micros);
        }
        if (stream == null) {
            return;
        }
        stream.accept(type, codec(source, to, type), number, stamp, marked, micros);
    }

    private @Nullable RtpStream candidate(Key key, int number, long micros) {
        RtpStream stream = candidates.get(key);
        if (stream == null) {
            Towards aim = aim(key);
            RtpStream before = towards.get(aim);
            if (before != null && follows(before, number)) {
                // The same stream from another port: an address translator has moved it.
                sure.put(key, before);
                return before;
            }
            boolean known = book.at(key.to) != null || book.at(key.from) != null;
            boolean likely =
                    key.to.port() % 2 == 0 && Math.min(key.to.port(), key.from.port()) >= PORT_MIN;
            if (!known && !likely) {
                return null;
            }
            stream = new RtpStream(key.ssrc, key.from, key.to, micros);
            if (known) {
                stream.announced();
            }
            candidates.put(key, stream);
        }
        if (stream.isSure()) {
            candidates.remove(key);
            if (sure.size() >= STREAMS_MAX) {
                leftOut++;
                return null;
            }
            sure.put(key, stream);
            towards.put(aim(key), stream);
        }
        return stream;
    }

    private static Towards aim(Key key) {
        return new Towards(key.ssrc, key.from.high(), key.from.low(), key.to);
    }

    private static boolean follows(RtpStream before, int number) {
        int step = (short) (number - (int) before.sequence.newest());
        return step > 0 && step <= MOVED_STEPS_MAX;
    }

    private @Nullable Codec codec(IpEndpoint source, IpEndpoint to, int type) {
        SdpBook.End receiver = book.at(to);
        Codec codec = receiver == null ? null : receiver.codecs().get(type);
        if (codec == null) {
            SdpBook.End sender = book.at(source);
            codec = sender == null ? null : sender.codecs().get(type);
        }
        return codec == null ? Codec.ofType(type) : codec;
    }

    private @Nullable String callId(RtpStream stream) {
        SdpBook.End end = book.at(stream.to);
        end = end == null ? book.at(stream.from) : end;
        return end == null ? null : end.callId();
    }

    /**
     * All streams, in the order in which they began.
     *
     * @param concealed receivers conceal loss of G.711
     */
    public List<StreamReport> reports(boolean concealed) {
        Set<RtpStream> all = new LinkedHashSet<>(sure.values());
        for (RtpStream stream : candidates.values()) {
            boolean known = book.at(stream.to) != null || book.at(stream.from) != null;
            if (known || stream.isSure()) {
                all.add(stream);
            }
        }
        List<RtpStream> ordered = new ArrayList<>(all);
        ordered.sort((a, b) -> Long.compare(a.firstMicros, b.firstMicros));
        return ordered.stream().map(s -> report(s, concealed)).toList();
    }

    private StreamReport report(RtpStream stream, boolean concealed) {
        Codec codec = codec(stream.from, stream.to, stream.type());
        SdpBook.End receiver = book.at(stream.to);
        boolean announced = receiver != null && !receiver.types().isEmpty();
        Boolean negotiated = null;
        if (receiver != null && announced) {
            negotiated = receiver.types().contains(stream.type());
        }
        return StreamReport.of(stream, codec, negotiated, callId(stream), concealed);
    }
}
