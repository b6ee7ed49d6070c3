package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.Corpus;
import dev.signalbox.agent.SipCopy;
import dev.signalbox.agent.parse.ParseResult.Ignored;
import dev.signalbox.agent.parse.ParseResult.Kind;
import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {

    /** RFC 4475 messages whose fault lies in what call tracking reads. */
    private static final Set<String> REFUSED =
            Set.of(
                    "badvers.dat", // SIP/7.0
                    "bigcode.dat", // status 4294967301
                    "insuf.dat", // no Call-ID, From, To
                    "ltgtruri.dat", // brackets around the Request-URI
                    "lwsruri.dat", // a space in the Request-URI
                    "lwsstart.dat", // two spaces in the start line
                    "mismatch01.dat", // CSeq of another method
                    "mismatch02.dat",
                    "multi01.dat", // two Call-IDs, two Froms
                    "quotbal.dat", // a quote in To that never closes
                    "scalar02.dat", // CSeq beyond 2^31 - 1
                    "scalarlg.dat",
                    "test.dat", // not in the RFC: a start line without version
                    "trws.dat"); // spaces after the version

    private final HepParser parser = new HepParser("myHep", List.of("127.0.0.1"), false);
    private final HepParser unkeyed = new HepParser(null, List.of("127.0.0.1"), false);

    @Test
    void readsTheSpecificationsExample() throws IOException {
        // Its payload is 14 bytes of a request line: sound HEP, and no SIP message yet.
        byte[] bytes = Corpus.bytes("hep/hep_spec_rev37_example.bin");
        HepPacket packet = new HepPacket();
        assertThat(packet.read(bytes, 0, bytes.length, 0)).isNull();
        assertThat(packet.source()).isEqualTo(IpEndpoint.of("212.202.0.1", 12010));
        assertThat(packet.destination()).isEqualTo(IpEndpoint.of("82.116.0.211", 5060));
        assertThat(packet.sentMicros()).isEqualTo(1_313_440_459_120_000L);
        assertThat(packet.payloadLength).isEqualTo(14);
    }

    @Test
    void readsLfOnlySipAndTellsLogAndRtcpApart() throws IOException {
        Map<String, Integer> results = new TreeMap<>();
        for (Corpus.Packet packet : Corpus.udp("hep/hep.pcap")) {
            results.merge(text(parser.parse(Hep.datagram(packet.payload()))), 1, Integer::sum);
        }
        assertThat(results).isEqualTo(Map.of("sip", 6, "log", 1, "rtcp", 1));
    }

    @Test
    void readsCompressedPayloadsOfARealSender() throws IOException {
        Map<String, Integer> messages = new TreeMap<>();
        Set<String> unique = new TreeSet<>();
        for (Corpus.Packet packet : Corpus.udp("hep/hep3_compressed.pcap.pcapng")) {
            ParseResult result = unkeyed.parse(Hep.datagram(packet.payload()));
            assertThat(result).isInstanceOf(Parsed.class);
            MirroredSip sip = ((Parsed) result).sip();
            unique.add(SipCopy.Mirrored.of(sip).toString());
            String name =
                    sip.message().isRequest()
                            ? sip.message().method().name()
                            : "" + sip.message().status();
            messages.merge(name, 1, Integer::sum);
        }
        assertThat(messages).isEqualTo(Map.of("REGISTER", 12, "401", 6, "200", 3));
        assertThat(unique).hasSize(7);
    }

    @Test
    void readsHep3AndHep1() throws IOException {
        byte[] hep3 = Corpus.bytes("hep/heplify-server_hep3_200ok_options.bin");
        ParseResult result = unkeyed.parse(Hep.datagram(hep3));
        assertThat(result).isInstanceOf(Parsed.class);
        assertThat(((Parsed) result).sip().message().status()).isEqualTo(200);
        byte[] hep1 = Corpus.bytes("hep/heplify-server_hep1_200ok_options.bin");
        MirroredSip old = ((Parsed) unkeyed.parse(Hep.datagram(hep1))).sip();
        assertThat(old.message().status()).isEqualTo(200);
        assertThat(old.source()).isEqualTo(IpEndpoint.of("10.0.1.100", 5060));
        assertThat(old.destination()).isEqualTo(IpEndpoint.of("192.168.0.254", 5060));
        assertThat(((Rejected) parser.parse(Hep.datagram(hep1))).reason())
                .as("no key can be in it")
                .isEqualTo(Reason.MISSING_KEY);
    }

    @Test
    void tortureMessagesOfRfc4475() throws IOException {
        Set<String> refused = new TreeSet<>();
        for (Path file : files("sip-torture")) {
            byte[] bytes = Files.readAllBytes(file);
            if (new SipParser().parse(bytes, 0, bytes.length) instanceof SipResult.Malformed) {
                refused.add(file.getFileName().toString());
            }
        }
        assertThat(refused).isEqualTo(new TreeSet<>(REFUSED));
    }

    @Test
    void whatTortureMessagesSay() throws IOException {
        SipCopy wsinv = message("sip-torture/wsinv.dat");
        assertThat(wsinv.callId()).isEqualTo("wsinv.ndaksdj@192.0.2.1");
        assertThat(wsinv.fromTag()).isEqualTo("98asjd8");
        assertThat(wsinv.toTag()).isEqualTo("1918181833n");
        assertThat(wsinv.cseq()).isEqualTo(9);
        assertThat(wsinv.branch()).isEqualTo("390skdjuw");
        assertThat(message("sip-torture/intmeth.dat").method()).isEqualTo(SipMethod.OTHER);
        assertThat(message("sip-torture/semiuri.dat").requestUser())
                .isEqualTo("user;par=u%40example.net");
        assertThat(message("sip-torture/esc01.dat").requestUser())
                .isEqualTo("sips%3Auser%40example.com");
        assertThat(message("sip-torture/inv2543.dat").fromTag()).isEmpty();
        assertThat(message("sip-torture/noreason.dat").status()).isEqualTo(100);
    }

    @Test
    void ipv6MessagesOfRfc5118() throws IOException {
        Set<String> refused = new TreeSet<>();
        for (Path file : files("sip-ipv6")) {
            byte[] bytes = Files.readAllBytes(file);
            if (new SipParser().parse(bytes, 0, bytes.length) instanceof SipResult.Malformed) {
                refused.add(file.getFileName().toString());
            }
        }
        // Addresses in URIs and Vias are the SBC's to judge; nothing here reads them.
        assertThat(refused).isEmpty();
    }

    @Test
    void everySipPacketOfTheCapturesIsRead() throws IOException {
        Map<String, Integer> sip = new TreeMap<>();
        for (String name :
                List.of(
                        "SIP_CALL_RTP_G711",
                        "sip-rtp-g711.pcap",
                        "sip-rtp-g722.pcap",
                        "sip-rtp-g729a.pcap",
                        "sip-routing-error.pcapng",
                        "sip-488-codec-reject.pcapng",
                        "DTMFsipinfo.pcap")) {
            for (Corpus.Packet packet : Corpus.udp("sip/" + name)) {
                byte[] bytes = packet.payload();
                if (new SipParser().parse(bytes, 0, bytes.length) instanceof SipResult.Message) {
                    sip.merge(name, 1, Integer::sum);
                }
            }
        }
        assertThat(sip)
                .isEqualTo(
                        Map.of(
                                "SIP_CALL_RTP_G711", 14,
                                "sip-rtp-g711.pcap", 10,
                                "sip-rtp-g722.pcap", 6,
                                "sip-rtp-g729a.pcap", 6,
                                "sip-routing-error.pcapng", 58,
                                "sip-488-codec-reject.pcapng", 13,
                                "DTMFsipinfo.pcap", 32));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Corpus.path(folder))) {
            return files.sorted().toList();
        }
    }

    private static SipCopy message(String name) throws IOException {
        byte[] bytes = Corpus.bytes(name);
        SipResult result = new SipParser().parse(bytes, 0, bytes.length);
        assertThat(result)
                .as(new String(bytes, StandardCharsets.UTF_8))
                .isInstanceOf(SipResult.Message.class);
        return SipCopy.of(((SipResult.Message) result).message());
    }

    private static String text(ParseResult result) {
        return switch (result) {
            case Parsed _ -> "sip";
            case ParseResult.Rtcp _ -> "rtcp";
            case ParseResult.Quality _ -> "quality";
            case ParseResult.Log _ -> "log";
            case Ignored(Kind kind) -> kind.text();
            case Rejected(Reason reason, String detail) -> reason.text() + ": " + detail;
        };
    }
}
