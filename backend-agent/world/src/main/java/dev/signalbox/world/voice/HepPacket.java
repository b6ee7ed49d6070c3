package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * HEP3 as Kamailio's siptrace writes it: family, transport, addresses, ports, time, protocol, agent
 * id, key, payload; IPv4 only.
 */
final class HepPacket {

    private static final int FAMILY_IPV4 = 2;
    private static final int TRANSPORT_UDP = 17;
    private static final int PROTOCOL_SIP = 1;
    private static final int PROTOCOL_RTCP_JSON = 5;

    private final int captureId;
    private final byte[] key;

    /**
     * @param captureId number of the mirroring SBC
     * @param key the shared secret
     */
    HepPacket(int captureId, String key) {
        this.captureId = captureId;
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes one SIP message into {@code buffer}, which is cleared before and flipped after. */
    void write(
            ByteBuffer buffer,
            IpEndpoint source,
            IpEndpoint destination,
            long sentMicros,
            String sip) {
        head(buffer, source, destination, sentMicros, PROTOCOL_SIP);
        tail(buffer, sip);
    }

    /** Writes one RTCP report the same way, with the Call-ID as correlation id. */
    void writeReport(
            ByteBuffer buffer,
            IpEndpoint source,
            IpEndpoint destination,
            long sentMicros,
            String callId,
            String json) {
        byte[] correlation = callId.getBytes(StandardCharsets.UTF_8);
        head(buffer, source, destination, sentMicros, PROTOCOL_RTCP_JSON);
        chunk(buffer, 0x11, correlation.length).put(correlation);
        tail(buffer, json);
    }

    private void head(
            ByteBuffer buffer,
            IpEndpoint source,
            IpEndpoint destination,
            long sentMicros,
            int protocol) {
        buffer.clear();
        buffer.put(new byte[] {'H', 'E', 'P', '3'}).putShort((short) 0);
        chunk(buffer, 0x01, 1).put((byte) FAMILY_IPV4);
        chunk(buffer, 0x02, 1).put((byte) TRANSPORT_UDP);
        chunk(buffer, 0x03, 4).putInt((int) source.low());
        chunk(buffer, 0x04, 4).putInt((int) destination.low());
        chunk(buffer, 0x07, 2).putShort((short) source.port());
        chunk(buffer, 0x08, 2).putShort((short) destination.port());
        chunk(buffer, 0x09, 4).putInt((int) (sentMicros / 1_000_000));
        chunk(buffer, 0x0a, 4).putInt((int) (sentMicros % 1_000_000));
        chunk(buffer, 0x0b, 1).put((byte) protocol);
        chunk(buffer, 0x0c, 4).putInt(captureId);
        chunk(buffer, 0x0e, key.length).put(key);
    }

    private static void tail(ByteBuffer buffer, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        chunk(buffer, 0x0f, payload.length).put(payload);
        buffer.putShort(4, (short) buffer.position());
        buffer.flip();
    }

    private static ByteBuffer chunk(ByteBuffer buffer, int type, int bodyBytes) {
        return buffer.putShort((short) 0).putShort((short) type).putShort((short) (6 + bodyBytes));
    }
}
