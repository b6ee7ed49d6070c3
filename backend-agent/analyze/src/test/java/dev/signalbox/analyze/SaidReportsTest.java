package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analyze.report.JsonReport;
import dev.signalbox.analyze.report.TextReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures that ends have computed themselves, in every form in which they come. */
class SaidReportsTest {

    private static final String BODY =
            """
            VQSessionReport: CallTerm
            CallID: made
            LocalMetrics:
            PacketLoss:NLR=5.0 JDR=2.0
            Delay:RTD=200 ESD=140 IAJ=2
            QualityEst:MOSLQ=4.1 MOSCQ=4.0
            RemoteMetrics:
            QualityEst:MOSLQ=4.3
            """;
    private static final String HEADERS =
            """
            Via: SIP/2.0/UDP a;branch=z9hG4bK1\r
            From: <sip:a@a>;tag=1\r
            To: <sip:b@b>;tag=2\r
            """;

    @TempDir private Path directory;

    @Test
    void vqRtcpXrInSip() throws IOException {
        String publish =
                "PUBLISH sip:c@b SIP/2.0\r\n"
                        + HEADERS
                        + "Call-ID: own\r\nCSeq: 1 PUBLISH\r\n\r\n"
                        + BODY;
        JsonNode rtcp = rtcp(new MadePcap().sip(1, 2, publish));
        assertThat(rtcp).hasSize(2);
        JsonNode local = rtcp.get(0);
        assertThat(local.get("kind").asString()).isEqualTo("vq_rtcpxr");
        assertThat(local.get("callId").asString()).isEqualTo("made");
        assertThat(local.get("end").asString()).isEqualTo("local");
        assertThat(local.get("fractionLost").asDouble()).isEqualTo(0.05);
        assertThat(local.get("mosLq").asDouble()).isEqualTo(4.1);
        assertThat(local.get("mosKind").asString()).isEqualTo("sender");
        assertThat(rtcp.get(1).get("figures").toString()).isEqualTo("[\"mosLq\"]");
        assertThat(rtcp.get(1).get("fractionLost").isNull()).isTrue();
    }

    @Test
    void vqRtcpXrInHep() throws IOException {
        JsonNode rtcp =
                rtcp(
                        new MadePcap()
                                .udp(
                                        1,
                                        30_000,
                                        2,
                                        9060,
                                        MadeHep.packet(
                                                0x23,
                                                "",
                                                BODY.getBytes(StandardCharsets.US_ASCII))));
        assertThat(rtcp).hasSize(2);
        assertThat(rtcp.get(0).get("from").asString()).isEqualTo("192.0.2.10:5060");
    }

    @Test
    void rtpStatOfABye() throws IOException {
        String bye =
                "BYE sip:c@b SIP/2.0\r\n"
                        + HEADERS
                        + "Call-ID: made\r\nCSeq: 2 BYE\r\nX-RTP-Stat:"
                        + " PS=1000;PR=970;PL=30,20;JI=12.5,3\r\n\r\n";
        JsonNode rtcp = rtcp(new MadePcap().sip(1, 2, bye));
        assertThat(rtcp.get(0).get("kind").asString()).isEqualTo("x_rtp_stat");
        assertThat(rtcp.get(0).get("callId").asString()).isEqualTo("made");
        assertThat(rtcp.get(0).get("jitterMillis").asDouble()).isEqualTo(12.5);
        assertThat(rtcp.get(0).get("mosLq").isNull()).isTrue();
    }

    @Test
    void voipMetricsOfRtcpXr() throws IOException {
        // RFC 3611 section 4.7: loss 64/256, discarded 0, round trip 120 ms, MOS-LQ 4.1, MOS-CQ
        // unknown.
        byte[] packet =
                HexFormat.of()
                        .parseHex(
                                "80c90001"
                                        + "00000007" // receiver report, compound with it
                                        + "80cf000a"
                                        + "00000007"
                                        + "07000008"
                                        + "0000002a"
                                        + "40000000"
                                        + "00000000"
                                        + "0078003c"
                                        + "7f7f7f10"
                                        + "5d7f297f"
                                        + "00000000"
                                        + "00000000");
        JsonNode rtcp = rtcp(new MadePcap().udp(1, 4001, 2, 4003, packet));
        assertThat(rtcp).hasSize(1);
        assertThat(rtcp.get(0).get("kind").asString()).isEqualTo("rtcp_xr");
        assertThat(rtcp.get(0).get("callId").isNull()).isTrue();
        assertThat(rtcp.get(0).get("fractionLost").asDouble()).isEqualTo(0.25);
        assertThat(rtcp.get(0).get("roundTripMillis").asDouble()).isEqualTo(120);
        assertThat(rtcp.get(0).get("endSystemMillis").asDouble()).isEqualTo(60);
        assertThat(rtcp.get(0).get("mosLq").asDouble()).isEqualTo(4.1);
        assertThat(rtcp.get(0).get("mosCq").isNull()).isTrue();
    }

    @Test
    void reportsOfRtcpSayThatTheyAreThat() throws IOException {
        Findings found = Captured.analyzed(Captured.path("hep/hep.pcap"));
        JsonNode json = new JsonMapper().readTree(JsonReport.of(found));
        assertThat(json.get("rtcp").get(0).get("kind").asString()).isEqualTo("rtcp_json");
        assertThat(json.get("counters").get("hep_log").asInt()).isEqualTo(1);
    }

    @Test
    void brokenOnesAreCounted() throws IOException {
        Findings found =
                analyzed(
                        new MadePcap()
                                .udp(
                                        1,
                                        30_000,
                                        2,
                                        9060,
                                        MadeHep.packet(
                                                0x35,
                                                "",
                                                "VQSessionReport"
                                                        .getBytes(StandardCharsets.US_ASCII))));
        assertThat(found.rejectedByReason()).containsEntry("bad_vq_rtcpxr", 1L);
    }

    @Test
    void theTextNamesWhoseScoresTheyAre() throws IOException {
        String publish =
                "PUBLISH sip:c@b SIP/2.0\r\n"
                        + HEADERS
                        + "Call-ID: own\r\nCSeq: 1 PUBLISH\r\n\r\n"
                        + BODY;
        assertThat(TextReport.of(analyzed(new MadePcap().sip(1, 2, publish))))
                .contains("WHAT ENDS SAY (their own figures and scores)")
                .containsPattern("made +10\\.0\\.0\\.1:5060 +vq-rtcpxr +local +5\\.0");
    }

    private JsonNode rtcp(MadePcap capture) throws IOException {
        return new JsonMapper().readTree(JsonReport.of(analyzed(capture))).get("rtcp");
    }

    private Findings analyzed(MadePcap capture) throws IOException {
        Path file = directory.resolve("made.pcap");
        Files.write(file, capture.bytes());
        return Captured.analyzed(file);
    }
}
