package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Mirrors to an agent as HEP over UDP. What the network does not take is counted. */
final class HepMirror implements Mirror {

    private static final int HEP_BYTES_MAX = 8_192;

    private final DatagramChannel socket;
    private final InetSocketAddress target;
    private final HepPacket packet;
    private final LongFunction<Instant> wall;
    private final AtomicLong drops;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(HEP_BYTES_MAX);

    HepMirror(
            DatagramChannel socket,
            InetSocketAddress target,
            HepPacket packet,
            LongFunction<Instant> wall,
            AtomicLong drops) {
        this.socket = socket;
        this.target = target;
        this.packet = packet;
        this.wall = wall;
        this.drops = drops;
    }

    @Override
    public void see(IpEndpoint source, IpEndpoint destination, long atNanos, String sip) {
        packet.write(buffer, source, destination, micros(atNanos), sip);
        send();
    }

    @Override
    public void report(
            IpEndpoint source, IpEndpoint destination, long atNanos, String callId, String json) {
        packet.writeReport(buffer, source, destination, micros(atNanos), callId, json);
        send();
    }

    private long micros(long atNanos) {
        Instant at = wall.apply(atNanos);
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private void send() {
        try {
            if (socket.send(buffer, target) == 0) {
                drops.incrementAndGet();
            }
        } catch (IOException _) {
            drops.incrementAndGet();
        }
    }
}
