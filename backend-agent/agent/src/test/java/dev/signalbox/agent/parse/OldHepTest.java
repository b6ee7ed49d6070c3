package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldHepTest {

    private static final IpEndpoint SENDER = IpEndpoint.of("127.0.0.1", 5065);

    private final HepParser parser = new HepParser(null, List.of("127.0.0.1"), false);

    private static byte[] packet(int version, boolean v6, ByteOrder order) {
        byte[] sip = Hep.INVITE.getBytes(StandardCharsets.ISO_8859_1);
        int address = v6 ? 16 : 4;
        int header = 8 + 2 * address + (version == 2 ? 12 : 0);
        ByteBuffer out = ByteBuffer.allocate(header + sip.length);
        out.put((byte) version).put((byte) header).put((byte) (v6 ? 10 : 2)).put((byte) 17);
        out.putShort((short) 5060).putShort((short) 5062);
        out.put(bytes(v6 ? "2001:db8::10" : "192.0.2.10", address));
        out.put(bytes(v6 ? "2001:db8::20" : "192.0.2.20", address));
        if (version == 2) {
            out.order(order).putInt(1_700_000_000).putInt(123_456).putShort((short) 2001);
            out.putShort((short) 0);
        }
        out.put(sip);
        return out.array();
    }

    private static byte[] bytes(String address, int length) {
        byte[] bytes = java.net.InetAddress.ofLiteral(address).getAddress();
        assertThat(bytes).hasSize(length);
        return bytes;
    }

    private ParseResult parse(byte[] packet) {
        return parser.parse(new Datagram(packet, SENDER, 77_000));
    }

    @ParameterizedTest
    @CsvSource({"false, LITTLE", "false, BIG", "true, LITTLE"})
    void version2HasTheTimeInTheSendersByteOrder(boolean v6, String order) {
        ByteOrder sender = order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        MirroredSip sip = ((Parsed) parse(packet(2, v6, sender))).sip();
        assertThat(sip.sentMicros()).isEqualTo(1_700_000_000_123_456L);
        assertThat(sip.source()).isEqualTo(IpEndpoint.of(v6 ? "2001:db8::10" : "192.0.2.10", 5060));
        assertThat(sip.destination())
                .isEqualTo(IpEndpoint.of(v6 ? "2001:db8::20" : "192.0.2.20", 5062));
        assertThat(sip.message().callId()).hasToString("call-1@192.0.2.10");
        assertThat(sip.trust()).isEqualTo(MirrorTrust.PLAIN);
    }

    @Test
    void version1IsTimedByItsArrival() {
        MirroredSip sip = ((Parsed) parse(packet(1, true, ByteOrder.BIG_ENDIAN))).sip();
        assertThat(sip.sentMicros()).isEqualTo(77);
        assertThat(sip.captureId()).isZero();
        assertThat(sip.source()).isEqualTo(IpEndpoint.of("2001:db8::10", 5060));
    }

    @Test
    void cutItIsNamed() {
        byte[] whole = packet(2, false, ByteOrder.LITTLE_ENDIAN);
        for (int length = 6; length < 28; length++) {
            assertThat(((Rejected) parse(Arrays.copyOf(whole, length))).reason())
                    .isEqualTo(Reason.TRUNCATED);
        }
        assertThat(((Rejected) parse(Arrays.copyOf(whole, 28))).reason())
                .isEqualTo(Reason.NO_PAYLOAD);
    }

    @Test
    void lengthsThatNoHeaderHasAreNoHep() {
        for (int header : new int[] {0, 15, 17, 28, 255}) {
            byte[] packet = packet(1, false, ByteOrder.BIG_ENDIAN);
            packet[1] = (byte) header;
            assertThat(((Rejected) parse(packet)).reason())
                    .as("header of %d", header)
                    .isEqualTo(Reason.BAD_MAGIC);
        }
    }

    @Property(tries = 1000)
    void noiseBehindAHeaderNeverThrows(@ForAll @Size(max = 80) byte[] noise) {
        for (int version = 1; version <= 2; version++) {
            for (int header : new int[] {16, 28, 40, 52}) {
                byte[] packet = new byte[2 + noise.length];
                packet[0] = (byte) version;
                packet[1] = (byte) header;
                System.arraycopy(noise, 0, packet, 2, noise.length);
                assertThat(parse(packet)).isNotNull();
            }
        }
    }
}
