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
import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.media.MirroredRtcp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known misbehaviour of real senders, each by its name; the table is in docs/telephony.md. */
class SenderTrapsTest {

    private final HepParser parser = new HepParser("secret", List.of("127.0.0.1"), false);

    private SipCopy.Mirrored sip(List<byte[]> chunks) {
        ParseResult result = parser.parse(datagram(packet(chunks)));
        assertThat(result).isInstanceOf(Parsed.class);
        return SipCopy.Mirrored.of(((Parsed) result).sip());
    }

    private Reason refused(byte[] packet) {
        ParseResult result = parser.parse(datagram(packet));
        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).reason();
    }

    private MirroredRtcp rtcp(String json) {
        List<byte[]> chunks = new ArrayList<>(with(chunks(json), 0x0b, number(0x0b, 1, 5)));
        chunks.add(chunk(0x11, "c"));
        ParseResult result = parser.parse(datagram(packet(chunks)));
        assertThat(result).isInstanceOf(ParseResult.Rtcp.class);
        return ((ParseResult.Rtcp) result).rtcp();
    }

    @Test
    void theTotalLengthIncludesTheHeader() {
        byte[] packet = packet(chunks(Hep.INVITE));
        int total = (packet[4] & 0xff) << 8 | (packet[5] & 0xff);
        assertThat(total).isEqualTo(packet.length);
        packet[5] -= 6;
        assertThat(refused(packet)).isEqualTo(Reason.LENGTH_MISMATCH);
    }

    @Test
    void aTotalLengthBeyondTheDatagramIsRefused() {
        byte[] packet = packet(chunks(Hep.INVITE));
        packet[5]++;
        assertThat(refused(packet)).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void chunksThatNobodyNeedsHereAreSkipped() {
        List<byte[]> more = new ArrayList<>();
        more.add(number(0x0d, 2, 30));
        more.add(number(0x12, 2, 7));
        more.add(chunk(0x13, "sbc-1"));
        more.add(number(0x20, 2, 410));
        more.add(number(0x21, 2, 93));
        more.add(number(0x23, 2, 12));
        more.addAll(chunks(Hep.INVITE));
        assertThat(sip(more)).isEqualTo(sip(chunks(Hep.INVITE)));
    }

    @Test
    void portsBeforeAddressesAndAddressesBehindThePayload() {
        List<byte[]> reversed = new ArrayList<>(chunks(Hep.INVITE));
        Collections.reverse(reversed);
        assertThat(sip(reversed)).isEqualTo(sip(chunks(Hep.INVITE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x03, 0x04, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0e, 0x0f})
    void theSameChunkTwiceIsRefused(int type) {
        List<byte[]> twice = new ArrayList<>(chunks(Hep.INVITE));
        twice.addAll(chunks(Hep.INVITE).stream().filter(c -> c[3] == type).toList());
        assertThat(refused(packet(twice))).isEqualTo(Reason.BAD_CHUNK);
    }

    @Test
    void sngrepWritesItsAgentIdIntoTheUpperHalf() {
        for (long written : new long[] {2001, 2001L << 16}) {
            ParseResult result =
                    parser.parse(
                            datagram(
                                    packet(
                                            with(
                                                    chunks(Hep.INVITE),
                                                    0x0c,
                                                    number(0x0c, 4, written)))));
            assertThat(((Parsed) result).sip().captureId()).isEqualTo(2001);
        }
    }

    @Test
    void sipNeedsNoCorrelationId() {
        assertThat(sip(chunks(Hep.INVITE)).message().callId()).isEqualTo("call-1@192.0.2.10");
        List<byte[]> other = new ArrayList<>(chunks(Hep.INVITE));
        other.add(chunk(0x11, "of-another"));
        assertThat(sip(other).message().callId())
                .as("SIP names its call itself")
                .isEqualTo("call-1@192.0.2.10");
    }

    @Test
    void anEmptyCorrelationIdIsNone() {
        List<byte[]> empty = new ArrayList<>(with(chunks("{}"), 0x0b, number(0x0b, 1, 5)));
        empty.add(chunk(0x11, ""));
        assertThat(parser.parse(datagram(packet(empty))))
                .isEqualTo(new ParseResult.Ignored(ParseResult.Kind.RTCP_JSON));
    }

    @Test
    void tlsMarkedAsTransport22IsReadLikeAnyOther() {
        for (int transport : new int[] {6, 17, 22, 132}) {
            List<byte[]> marked = with(chunks(Hep.INVITE), 0x02, number(0x02, 1, transport));
            assertThat(sip(marked)).isEqualTo(sip(chunks(Hep.INVITE)));
        }
        assertThat(sip(without(chunks(Hep.INVITE), 0x02))).isEqualTo(sip(chunks(Hep.INVITE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 0x23, 0x35})
    void aBombIsRefusedWhateverItClaimsToBe(int protocol) {
        byte[] bomb = Hep.zlib(new byte[40 << 20]);
        List<byte[]> chunks =
                new ArrayList<>(
                        with(
                                with(chunks(""), 0x0b, number(0x0b, 1, protocol)),
                                0x0f,
                                chunk(0x10, bomb)));
        chunks.add(chunk(0x11, "c"));
        assertThat(refused(packet(chunks))).isEqualTo(Reason.OVERSIZED);
    }

    @Test
    void oldVersionsCarryNoKeyAndAreRefusedWhereOneIsAskedFor() {
        byte[] header = {
            1, 16, 2, 17, 0x13, (byte) 0xc4, 0x13, (byte) 0xc4, 10, 0, 0, 1, 10, 0, 0, 2
        };
        byte[] sip = Hep.INVITE.getBytes(StandardCharsets.ISO_8859_1);
        byte[] packet = new byte[header.length + sip.length];
        System.arraycopy(header, 0, packet, 0, header.length);
        System.arraycopy(sip, 0, packet, header.length, sip.length);
        assertThat(refused(packet)).isEqualTo(Reason.MISSING_KEY);
        HepParser open = new HepParser(null, List.of("127.0.0.1"), false);
        assertThat(open.parse(datagram(packet))).isInstanceOf(Parsed.class);
    }

    @Test
    void theNtpFractionIsNoTime() {
        MirroredRtcp report =
                rtcp(
                        "{\"sender_information\":{\"ntp_timestamp_sec\":1,"
                                + "\"ntp_timestamp_usec\":4294967295,\"packets\":7}}");
        assertThat(report.sentAt())
                .as("of the HEP header")
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 123_456_000));
        assertThat(report.packetsSent()).isEqualTo(7);
    }

    @Test
    void minusOneLostComesAsSixteenMillion() {
        for (String lost : List.of("-1", "16777215", "\"16777215\"")) {
            assertThat(
                            rtcp("{\"report_blocks\":[{\"packets_lost\":" + lost + "}]}")
                                    .blocks()
                                    .getFirst()
                                    .packetsLost())
                    .isEqualTo(-1);
        }
    }

    @Test
    void aScoreThatSomebodyAddsToRtcpIsNotRead() {
        assertThat(rtcp("{\"mos\":4.4,\"report_blocks\":[{\"ia_jitter\":3,\"mos\":4.4}]}"))
                .isEqualTo(rtcp("{\"report_blocks\":[{\"ia_jitter\":3}]}"));
    }
}
