package dev.signalbox.world.bench.hep;

import dev.signalbox.model.net.IpEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A HEP3 packet that is made once; for each call only eight hexadecimal digits, wherever its text
 * names the call, and the time are written into it. So the sender's work is next to nothing.
 */
final class MessageTemplate {

    /** Where the number of the call goes. */
    static final String NUMBER = "########";

    private static final int NUMBER_BYTES = 8;
    private static final int FAMILY_IPV4 = 2;
    private static final int TRANSPORT_UDP = 17;
    private static final int PROTOCOL_SIP = 1;
    private static final int CAPTURE_ID = 2_001;
    private static final int PACKET_BYTES_MAX = 4_096;
    private static final long[] DIGITS = digits();

    private final ByteBuffer packet;
    private final int secondsAt;
    private final int microsAt;
    private final int[] numbersAt;

    private MessageTemplate(ByteBuffer packet, int secondsAt, int microsAt, int[] numbersAt) {
        this.packet = packet;
        this.secondsAt = secondsAt;
        this.microsAt = microsAt;
        this.numbersAt = numbersAt;
    }

    /**
     * Makes it.
     *
     * @param direct outside the heap, as a socket likes it
     * @param sip with {@link #NUMBER} wherever the call is named
     */
    static MessageTemplate of(boolean direct, IpEndpoint from, IpEndpoint to, String sip) {
        ByteBuffer buffer = ByteBuffer.allocate(PACKET_BYTES_MAX);
        buffer.put(new byte[] {'H', 'E', 'P', '3'}).putShort((short) 0);
        chunk(buffer, 0x01, 1).put((byte) FAMILY_IPV4);
        chunk(buffer, 0x02, 1).put((byte) TRANSPORT_UDP);
        chunk(buffer, 0x03, 4).putInt((int) from.low());
        chunk(buffer, 0x04, 4).putInt((int) to.low());
        chunk(buffer, 0x07, 2).putShort((short) from.port());
        chunk(buffer, 0x08, 2).putShort((short) to.port());
        int secondsAt = chunk(buffer, 0x09, 4).position();
        buffer.putInt(0);
        int microsAt = chunk(buffer, 0x0a, 4).position();
        buffer.putInt(0);
        chunk(buffer, 0x0b, 1).put((byte) PROTOCOL_SIP);
        chunk(buffer, 0x0c, 4).putInt(CAPTURE_ID);
        byte[] key = BenchTrunks.HEP_KEY.getBytes(StandardCharsets.UTF_8);
        chunk(buffer, 0x0e, key.length).put(key);
        byte[] payload = sip.getBytes(StandardCharsets.ISO_8859_1);
        int payloadAt = chunk(buffer, 0x0f, payload.length).position();
        buffer.put(payload);
        int length = buffer.position();
        buffer.putShort(4, (short) length);
        ByteBuffer own =
                direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.wrap(new byte[length]);
        own.put(buffer.flip()).flip();
        return new MessageTemplate(own, secondsAt, microsAt, numbersAt(sip, payloadAt));
    }

    private static int[] numbersAt(String sip, int payloadAt) {
        List<Integer> places = new ArrayList<>();
        for (int at = sip.indexOf(NUMBER); at >= 0; at = sip.indexOf(NUMBER, at + NUMBER_BYTES)) {
            places.add(payloadAt + at);
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static ByteBuffer chunk(ByteBuffer buffer, int type, int bodyBytes) {
        return buffer.putShort((short) 0).putShort((short) type).putShort((short) (6 + bodyBytes));
    }

    /**
     * Writes the call and the time into it.
     *
     * @return the whole packet, the same buffer each time, from its beginning
     */
    ByteBuffer of(int call, long sentMicros) {
        long text =
                DIGITS[call >>> 24] << 48
                        | DIGITS[call >>> 16 & 0xff] << 32
                        | DIGITS[call >>> 8 & 0xff] << 16
                        | DIGITS[call & 0xff];
        for (int at : numbersAt) {
            packet.putLong(at, text);
        }
        packet.putInt(secondsAt, (int) (sentMicros / 1_000_000));
        packet.putInt(microsAt, (int) (sentMicros % 1_000_000));
        return packet.rewind();
    }

    /** The two digits of each byte, as two characters. */
    private static long[] digits() {
        long[] digits = new long[256];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (long) Character.forDigit(i >> 4, 16) << 8 | Character.forDigit(i & 15, 16);
        }
        return digits;
    }
}
