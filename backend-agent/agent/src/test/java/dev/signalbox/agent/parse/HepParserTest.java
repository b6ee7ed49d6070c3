package dev.signalbox.agent.parse;

import static dev.signalbox.agent.parse.Hep.chunk;
import static dev.signalbox.agent.parse.Hep.chunks;
import static dev.signalbox.agent.parse.Hep.datagram;
import static dev.signalbox.agent.parse.Hep.number;
import static dev.signalbox.agent.parse.Hep.packet;
import static dev.signalbox.agent.parse.Hep.with;
import static dev.signalbox.agent.parse.Hep.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.SipCopy;
import dev.signalbox.agent.parse.ParseResult.Ignored;
import dev.signalbox.agent.parse.ParseResult.Kind;
import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HepParserTest {

    private static final byte[] SOUND = packet(chunks(Hep.INVITE));
    private final HepParser parser = new HepParser("secret", List.of("127.0.0.1"), false);

    @Test
    void readsAddressesPortsTimeAndMessage() {
        SipCopy.Mirrored sip = parsed(SOUND);
        assertThat(sip.source()).isEqualTo(IpEndpoint.of("192.0.2.10", 5060));
        assertThat(sip.destination()).isEqualTo(IpEndpoint.of("192.0.2.20", 5062));
        assertThat(sip.sentMicros()).isEqualTo(1_700_000_000_123_456L);
        assertThat(sip.message())
                .isEqualTo(
                        new SipCopy(
                                0,
                                SipMethod.INVITE,
                                "+4930555",
                                "anna",
                                0,
                                "call-1@192.0.2.10",
                                "a1",
                                null,
                                7,
                                "z9hG4bK-1"));
    }

    @Test
    void readsTheOtherMagic() {
        assertThat(parser.parse(datagram(packet("EEP3", chunks(Hep.INVITE)))))
                .isInstanceOf(Parsed.class);
    }

    @Property(tries = 200)
    void chunksMayComeInAnyOrder(@ForAll long seed) {
        List<byte[]> shuffled = new ArrayList<>(chunks(Hep.INVITE));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(parsed(packet(shuffled))).isEqualTo(parsed(SOUND));
    }

    @Test
    void cutAtAnyByteItIsRejected() {
        for (int length = 0; length < SOUND.length; length++) {
            ParseResult result = parser.parse(datagram(Arrays.copyOf(SOUND, length)));
            assertThat(result).as("cut to %d bytes", length).isInstanceOf(Rejected.class);
            assertThat(((Rejected) result).reason()).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Property(tries = 2000)
    void randomBytesNeverThrow(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(parser.parse(datagram(bytes))).isInstanceOf(Rejected.class);
    }

    @Property(tries = 3000)
    void changedBytesNeverThrow(
            @ForAll @IntRange(max = 400) int at, @ForAll byte value, @ForAll long seed) {
        byte[] changed = SOUND.clone();
        changed[at % changed.length] = value;
        Random random = new Random(seed);
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        assertThat(parser.parse(datagram(changed))).isNotNull();
    }

    @Test
    void readsIpv6AndIpv4InSixteenBytes() {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = (byte) 192;
        mapped[14] = 2;
        mapped[15] = 10;
        byte[] six = new byte[16];
        six[0] = 0x20;
        six[1] = 0x01;
        six[2] = 0x0d;
        six[3] = (byte) 0xb8;
        six[15] = 1;
        List<byte[]> chunks = with(chunks(Hep.INVITE), 0x03, chunk(0x03, mapped));
        SipCopy.Mirrored sip = parsed(packet(with(chunks, 0x04, chunk(0x06, six))));
        assertThat(sip.source()).isEqualTo(IpEndpoint.of("192.0.2.10", 5060));
        assertThat(sip.destination()).isEqualTo(IpEndpoint.of("2001:db8::1", 5062));
    }

    @Test
    void skipsUnknownChunksAndThoseOfOtherVendors() {
        List<byte[]> more = new ArrayList<>(chunks(Hep.INVITE));
        more.add(0, chunk(0x7777, "?"));
        more.add(3, chunk(9, 0x0f, new byte[] {1, 2, 3}));
        assertThat(parsed(packet(more))).isEqualTo(parsed(SOUND));
    }

    @Test
    void rejectsStrangersBeforeReadingAnything() {
        Datagram stranger = new Datagram(SOUND, IpEndpoint.of("127.0.0.2", 1), 0);
        assertThat(parser.parse(stranger)).isEqualTo(new Rejected(Reason.STRANGER, "127.0.0.2"));
        assertThat(new HepParser("secret", List.of(), false).parse(datagram(SOUND)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void wantsTheKey() {
        assertThat(reason(packet(without(chunks(Hep.INVITE), 0x0e)))).isEqualTo(Reason.MISSING_KEY);
        for (String wrong : List.of("", "secre", "secrets", "Secret")) {
            assertThat(reason(packet(with(chunks(Hep.INVITE), 0x0e, chunk(0x0e, wrong)))))
                    .isEqualTo(Reason.WRONG_KEY);
        }
    }

    @Test
    void believesKeyedSendersOnLoopbackAndPrivateLinksOnly() {
        Datagram remote = new Datagram(SOUND, IpEndpoint.of("192.0.2.10", 5060), 0);
        List<String> allow = List.of("127.0.0.1", "192.0.2.10");
        assertThat(trust(new HepParser("secret", allow, false), datagram(SOUND)))
                .isEqualTo(MirrorTrust.AUTHENTICATED);
        assertThat(trust(new HepParser("secret", allow, false), remote))
                .isEqualTo(MirrorTrust.PLAIN);
        assertThat(trust(new HepParser("secret", allow, true), remote))
                .isEqualTo(MirrorTrust.AUTHENTICATED);
        assertThat(trust(new HepParser(null, allow, true), remote)).isEqualTo(MirrorTrust.PLAIN);
        assertThat(trust(new HepParser(null, allow, false), datagram(SOUND)))
                .isEqualTo(MirrorTrust.PLAIN);
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(reason("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Reason.BAD_MAGIC);
        assertThat(reason(new byte[] {1, 16, 2, 17, 0, 0, 0, 0})).isEqualTo(Reason.TRUNCATED);
        assertThat(reason(Arrays.copyOf(SOUND, SOUND.length + 1)))
                .isEqualTo(Reason.LENGTH_MISMATCH);
        byte[] overlong = SOUND.clone();
        overlong[4] = (byte) 0xff;
        assertThat(reason(overlong)).isEqualTo(Reason.TRUNCATED);
        byte[] zeroChunk = SOUND.clone();
        zeroChunk[11] = 0;
        assertThat(reason(zeroChunk)).isEqualTo(Reason.BAD_CHUNK);
        assertThat(reason(packet(with(chunks(Hep.INVITE), 0x07, number(0x07, 4, 5060)))))
                .isEqualTo(Reason.BAD_CHUNK);
        List<byte[]> twice = new ArrayList<>(chunks(Hep.INVITE));
        twice.add(chunk(0x0e, "secret"));
        assertThat(reason(packet(twice))).isEqualTo(Reason.BAD_CHUNK);
        assertThat(reason(packet(without(chunks(Hep.INVITE), 0x0f)))).isEqualTo(Reason.NO_PAYLOAD);
        assertThat(reason(packet(chunks("")))).isEqualTo(Reason.NO_PAYLOAD);
        for (int needed : new int[] {0x03, 0x04, 0x07, 0x08, 0x09, 0x0b}) {
            assertThat(reason(packet(without(chunks(Hep.INVITE), needed))))
                    .as("without chunk %d", needed)
                    .isEqualTo(Reason.MISSING_CHUNK);
        }
        assertThat(reason(packet(chunks("hello world\r\n\r\n")))).isEqualTo(Reason.NOT_SIP);
        assertThat(reason(new byte[65_507])).isEqualTo(Reason.BAD_MAGIC);
    }

    @Test
    void readsCompressedPayloads() {
        byte[] zipped = Hep.zlib(Hep.INVITE.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(parsed(packet(with(chunks(Hep.INVITE), 0x0f, chunk(0x10, zipped)))))
                .isEqualTo(parsed(SOUND));
    }

    @Test
    void refusesCompressionBombsAndBrokenCompression() {
        byte[] bomb = Hep.zlib(new byte[40 << 20]);
        assertThat(bomb.length).isLessThan(60_000);
        assertThat(reason(packet(with(chunks(Hep.INVITE), 0x0f, chunk(0x10, bomb)))))
                .isEqualTo(Reason.OVERSIZED);
        byte[] zipped = Hep.zlib(Hep.INVITE.getBytes(StandardCharsets.ISO_8859_1));
        for (int length = 1; length < zipped.length; length++) {
            byte[] cut = Arrays.copyOf(zipped, length);
            assertThat(reason(packet(with(chunks(Hep.INVITE), 0x0f, chunk(0x10, cut)))))
                    .isEqualTo(Reason.BAD_COMPRESSION);
        }
    }

    @Test
    void countsOtherProtocolsByKind() {
        int[] types = {4, 5, 0x22, 0x35, 0x23, 99};
        Kind[] kinds = {
            Kind.RTP, Kind.RTCP_JSON, Kind.MOS, Kind.VQ_RTCPXR, Kind.VQ_RTCPXR, Kind.OTHER
        };
        for (int i = 0; i < types.length; i++) {
            List<byte[]> chunks = with(chunks("{}"), 0x0b, number(0x0b, 1, types[i]));
            assertThat(parser.parse(datagram(packet(chunks)))).isEqualTo(new Ignored(kinds[i]));
        }
        assertThat(parser.parse(datagram(packet(chunks("\r\n\r\n")))))
                .isEqualTo(new Ignored(Kind.KEEP_ALIVE));
    }

    @Test
    void logLinesAreTakenAndNotRead() {
        List<byte[]> log = with(chunks("<134>call failed"), 0x0b, number(0x0b, 1, 0x64));
        assertThat(parser.parse(datagram(packet(log)))).isEqualTo(new ParseResult.Log("", 16));
        List<byte[]> named = new ArrayList<>(without(without(log, 0x03), 0x08));
        named.add(chunk(0x11, "call-1"));
        assertThat(parser.parse(datagram(packet(named))))
                .as("logs have no ends")
                .isEqualTo(new ParseResult.Log("call-1", 16));
        assertThat(reason(packet(without(log, 0x0f)))).isEqualTo(Reason.NO_PAYLOAD);
        assertThat(reason(packet(without(log, 0x0e)))).isEqualTo(Reason.MISSING_KEY);
        byte[] bomb = Hep.zlib(new byte[40 << 20]);
        assertThat(parser.parse(datagram(packet(with(log, 0x0f, chunk(0x10, bomb))))))
                .as("not blown up")
                .isEqualTo(new ParseResult.Log("", bomb.length));
    }

    @Property(tries = 50)
    void garbageBetweenGoodPacketsLosesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        int parsed = 0;
        for (int i = 0; i < 100; i++) {
            if (i % 2 == 0) {
                parsed += parser.parse(datagram(SOUND)) instanceof Parsed ? 1 : 0;
            } else {
                byte[] garbage = new byte[random.nextInt(500)];
                random.nextBytes(garbage);
                assertThat(parser.parse(datagram(garbage))).isInstanceOf(Rejected.class);
            }
        }
        assertThat(parsed).isEqualTo(50);
    }

    private SipCopy.Mirrored parsed(byte[] bytes) {
        return SipCopy.Mirrored.of(parsed(parser, datagram(bytes)));
    }

    private static MirrorTrust trust(HepParser parser, Datagram datagram) {
        return parsed(parser, datagram).trust();
    }

    private static MirroredSip parsed(HepParser parser, Datagram datagram) {
        ParseResult result = parser.parse(datagram);
        assertThat(result).isInstanceOf(Parsed.class);
        return ((Parsed) result).sip();
    }

    private Reason reason(byte[] bytes) {
        ParseResult result = parser.parse(datagram(bytes));
        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).reason();
    }
}
