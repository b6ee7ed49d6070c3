package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.rtp.RtcpReport;
import dev.signalbox.analyze.rtp.StreamReport;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that is published with the captures; docs/telephony.md has the same table. */
class CorpusAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "SIP_CALL_RTP_G711|14|2|{200=1}|26.799 47.524",
                "SIP_DTMF2.cap|29|3|{200=2, 603=1}|1068.973 1106.784",
                "sip-rtp-g711.pcap|10|2|{200=2}|4.35 4.668",
                "sip-rtp-g722.pcap|6|1|{200=1}|4.511",
                "sip-rtp-g729a.pcap|6|1|{200=1}|7.689",
                "sip-routing-error.pcapng|58|2|{404=2}|''",
                "sip-488-codec-reject.pcapng|13|1|{488=1}|''",
                "sip-auth-failure.pcapng|8|0|{}|''",
                "DTMFsipinfo.pcap|32|3|{200=3}|89.664 90.748 94.979",
                "sip-over-tcp.pcap|7|1|{200=1}|59.027",
                "invite-opus-bye.pcap|7|1|{200=1}|1.36",
                "codec-negotiation.pcap|10|1|{200=1}|1.378",
                "sngrep_aaa.pcap|81|4|{403=2, 408=1, 480=1}|17846.036",
                "sngrep_ipv6frag.pcap|32|2|{200=2}|102.224 323.069",
                "c07-sip-r2.cap|12|1|{}|''",
            })
    void calls(String file, int messages, int attempts, String finals, String pddMillis)
            throws IOException {
        Findings found = Captured.analyzed(Captured.path("sip/" + file));
        assertThat(found.read().problem()).isNull();
        assertThat(found.sipMessages()).isEqualTo(messages);
        assertThat(found.calls()).hasSize(attempts);
        assertThat(found.legs().stream().mapToLong(l -> l.counts().attempts()).sum())
                .isEqualTo(attempts);
        SortedMap<Integer, Long> responses = new TreeMap<>();
        found.legs()
                .forEach(
                        l ->
                                l.counts()
                                        .responses()
                                        .forEach((s, n) -> responses.merge(s, n, Long::sum)));
        assertThat(responses).hasToString(finals);
        String delays =
                found.calls().stream()
                        .map(LegCall::pddMillis)
                        .filter(Objects::nonNull)
                        .sorted()
                        .map(Object::toString)
                        .collect(Collectors.joining(" "));
        assertThat(delays).isEqualTo(pddMillis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIP_CALL_RTP_G711|PCMA 548/548/0, PCMA 548/548/0, PCMA 891/891/0, PCMA 891/891/0, PCMA 6/6/0",
                "SIP_DTMF2.cap|PCMA 665/667/2, PCMA 666/666/0",
                "sip-rtp-g711.pcap|PCMU 425/425/0, PCMA 414/414/0",
                "sip-rtp-g722.pcap|G722 425/425/0",
                "sip-rtp-g729a.pcap|G729 425/425/0",
                "sip-over-tcp.pcap|PCMA 42/42/0, PCMA 24/24/0",
                "invite-opus-bye.pcap|opus 152/152/0, opus 152/152/0",
                "codec-negotiation.pcap|PCMU 151/151/0, PCMU 151/151/0, G722 151/151/0, G722 151/151/0",
                "sngrep_aaa.pcap|PCMA 9/9/0",
                "sipp_g711a.pcap|PCMA 236/236/0",
            })
    void streams(String file, String expected) throws IOException {
        Findings found = Captured.analyzed(Captured.path("sip/" + file));
        assertThat(
                        found.streams().stream()
                                .map(CorpusAnswersTest::inShort)
                                .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    private static String inShort(StreamReport s) {
        return Objects.requireNonNull(s.codec()).name()
                + " %d/%d/%d".formatted(s.packets(), s.expected(), s.lost());
    }

    /**
     * Packets, expected, lost, duplicates, and mean jitter in ticks, as rtpproxy published them.
     */
    @ParameterizedTest
    @CsvSource({
        "lost.a, 244, 565, 321, 0, 1.085519",
        "lost.o, 246, 246, 0, 0, 1.439243",
        "c1.a, 1192, 1192, 0, 0, 0.383771",
        "weird.a, 3864, 3864, 0, 0, 3.358278",
        "weird.o, 1273, 3379, 2106, 0, 2.672129",
        "G723_1.a, 392, 392, 0, 0, 2.465079",
        "G723_1.o, 392, 392, 0, 0, 3.414309",
        "DLT_NULL.a, 300, 300, 0, 0, 0.212584",
        "dups.a, 384, 383, 0, 1, 0.402976"
    })
    void rtp(String file, int packets, int expected, int lost, int duplicates, double ticks)
            throws IOException {
        Findings found = Captured.analyzed(Captured.path("rtp/" + file + ".rtp"));
        StreamReport stream = found.streams().getFirst();
        assertThat(stream.packets()).isEqualTo(packets);
        assertThat(stream.expected()).isEqualTo(expected);
        assertThat(stream.lost()).isEqualTo(lost);
        assertThat(stream.duplicates()).isEqualTo(duplicates);
        assertThat(stream.jitterTicksMean()).isCloseTo(ticks, within(1e-6));
    }

    @Test
    void jitterInMilliseconds() throws IOException {
        Findings found = Captured.analyzed(Captured.path("sip/sipp_g711a.pcap"));
        assertThat(found.streams().getFirst().jitterMillisMean()).isCloseTo(0.3503, within(5e-5));
    }

    @Test
    void compoundRtcp() throws IOException {
        Findings found =
                Captured.analyzed(
                        Captured.path("sip/ndpi_rtcp_multiple_pkts_in_the_same_datagram.pcap"));
        assertThat(found.rtcp()).extracting(RtcpReport::fraction).containsExactly(0, 1, 0, 0, 0);
        assertThat(found.rtcp())
                .extracting(RtcpReport::jitterTicks)
                .containsExactly(0L, 1L, 0L, 6L, 0L);
    }

    @Test
    void ratios() throws IOException {
        List<LegCall> calls = Captured.analyzed(Captured.path("sip/sngrep_aaa.pcap")).calls();
        Leg all = new Leg("everywhere", calls.getFirst().to());
        calls.forEach(all::add);
        assertThat(all.counts().asr().value()).isZero();
        assertThat(all.counts().seer().value()).isEqualTo(0.25);
        assertThat(all.counts().isa().value()).isEqualTo(0.25);
        List<LegCall> tones = Captured.analyzed(Captured.path("sip/SIP_DTMF2.cap")).calls();
        Leg leg = new Leg("everywhere", tones.getFirst().to());
        tones.forEach(leg::add);
        assertThat(leg.counts().asr().value()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(leg.counts().seer().value()).isEqualTo(1);
    }

    @Test
    void quantilesOfFewDelaysAreThoseDelays() throws IOException {
        Leg leg = Captured.analyzed(Captured.path("sip/SIP_CALL_RTP_G711")).legs().getFirst();
        assertThat(leg.pddMillis(0.5)).isEqualTo(26.799);
        assertThat(leg.pddMillis(0.95)).isEqualTo(47.524);
    }

    @Test
    void nothingToDivideByIsUndefined() throws IOException {
        Leg none = new Leg("nowhere", dev.signalbox.model.net.IpEndpoint.of("192.0.2.1", 5060));
        assertThat(none.counts().asr().value()).isNull();
        assertThat(none.counts().ser().value()).isNull();
        assertThat(none.pddMillis(0.5)).isNull();
    }

    @Test
    void whichWaysAudioWentAndWhetherItWasNegotiated() throws IOException {
        Findings both = Captured.analyzed(Captured.path("sip/codec-negotiation.pcap"));
        assertThat(both.audio().values()).containsExactly(Audio.BOTH_WAYS);
        assertThat(both.streams()).extracting(StreamReport::negotiated).containsOnly(true);
        Findings one = Captured.analyzed(Captured.path("sip/sip-rtp-g711.pcap"));
        assertThat(one.audio().values()).containsOnly(Audio.ONE_WAY);
    }

    @Test
    void hepInside() throws IOException {
        Findings plain = Captured.analyzed(Captured.path("hep/hep.pcap"));
        assertThat(plain.hepPackets()).isEqualTo(8);
        assertThat(plain.sipMessages()).isEqualTo(6);
        assertThat(plain.rtcp()).hasSize(1);
        Findings packed = Captured.analyzed(Captured.path("hep/hep3_compressed.pcap.pcapng"));
        assertThat(packed.sipMessages()).isEqualTo(21);
        assertThat(packed.rejected()).isZero();
    }
}
