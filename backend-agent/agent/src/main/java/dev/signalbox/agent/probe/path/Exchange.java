package dev.signalbox.agent.probe.path;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a packet that arrived leads to: an answer, an entry in a book, or a count. Only authentic
 * packets of configured peers from their own hosts are answered, with as many bytes as they had.
 * Knows no socket; for one thread.
 */
final class Exchange {

    private final long ownHash;
    private final Map<Long, PeerRoad> roads = new HashMap<>();
    private final PacketCodec codec;
    private final Counts counts;
    private final LongSupplier nanos;

    /**
     * @param nanos monotonic, read once more when a reflection leaves
     */
    Exchange(
            String region,
            Collection<PeerRoad> roads,
            PacketCodec codec,
            Counts counts,
            LongSupplier nanos) {
        this.ownHash = PacketCodec.regionHash(region);
        this.codec = codec;
        this.counts = counts;
        this.nanos = nanos;
        for (PeerRoad road : roads) {
            this.roads.put(road.peerHash(), road);
        }
    }

    /**
     * Takes a packet.
     *
     * @param heldUp the receiver did not run in time: {@code nowNanos} is no arrival time
     * @return what goes back to {@code source}, null when nothing does
     */
    byte @Nullable [] take(byte[] bytes, InetSocketAddress source, long nowNanos, boolean heldUp) {
        PathPacket packet = PacketCodec.decode(bytes);
        if (packet == null) {
            counts.add(PathCounter.MALFORMED);
            return null;
        }
        PeerRoad road = roads.get(packet.from());
        if (road == null || !road.host().equals(source.getAddress())) {
            counts.add(PathCounter.UNKNOWN_PEER);
            return null;
        }
        if (!codec.authentic(bytes)) {
            counts.add(PathCounter.BAD_MAC);
            return null;
        }
        if (packet.to() != ownHash) {
            counts.add(PathCounter.NOT_FOR_US);
            return null;
        }
        PathPacket.Reflection at = packet.reflection();
        if (at != null) {
            boolean awaited = road.returned(packet, at, nowNanos, heldUp);
            counts.add(awaited ? PathCounter.RETURNED : PathCounter.STRAY_REFLECTION);
            return null;
        }
        PathCounter refusal = road.accept(packet, nowNanos, heldUp);
        if (refusal != null) {
            counts.add(refusal);
            return null;
        }
        counts.add(PathCounter.REFLECTED);
        return codec.encode(road.reflection(packet, nowNanos, heldUp, nanos.getAsLong()));
    }

    /** The receiver has not run for a second or more. */
    void receiverStood() {
        roads.values().forEach(PeerRoad::receiverStood);
    }
}
