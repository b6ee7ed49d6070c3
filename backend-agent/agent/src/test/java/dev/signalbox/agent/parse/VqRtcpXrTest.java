package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.Corpus;
import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Quality;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quality reports of ends (RFC 6035), in HEP and in SIP. */
class VqRtcpXrTest {

    private static final String BODY =
            """
            VQSessionReport: CallTerm
            CallID: call-1@192.0.2.10
            LocalID: Anna <sip:anna@example.com>
            LocalMetrics:
            SessionDesc:PT=0 PD=PCMU SR=8000 FD=20
              PLC=3 SSUP=on
            PacketLoss:NLR=5.0 JDR=2.0
            Delay:RTD=200 ESD=140 IAJ=2 MAJ=10
            QualityEst:RLQ=88 MOSLQ=4.1 MOSCQ=4.0
            """
                    .replace("\n", "\r\n");

    private final HepParser parser = new HepParser("secret", List.of("127.0.0.1"), false);

    private ParseResult hep(int protocol, byte[] payload, @Nullable String correlationId) {
        List<byte[]> chunks =
                new ArrayList<>(Hep.with(Hep.chunks(payload), 0x0b, Hep.number(0x0b, 1, protocol)));
        if (correlationId != null) {
            chunks.add(Hep.chunk(0x11, correlationId));
        }
        return parser.parse(Hep.datagram(Hep.packet(chunks)));
    }

    private ParseResult hep(String body) {
        return hep(0x35, body.getBytes(StandardCharsets.ISO_8859_1), null);
    }

    private static QualityReport report(@Nullable ParseResult result) {
        if (result instanceof Quality(QualityReport report)) {
            return report;
        }
        throw new AssertionError("no report: " + result);
    }

    private static String publish(String method, String body) {
        return Hep.INVITE
                        .replace("INVITE sip:+4930555@192.0.2.20", method + " sip:c@example.org")
                        .replace("7 INVITE", "7 " + method)
                        .replace("call-1@192.0.2.10", "of-the-publish")
                + body;
    }

    @ParameterizedTest
    @CsvSource({
        "example1_NOTIFY, false, 4.1, 4.0, 4.3, 4.2, PCMU, 0.05",
        "example2_NOTIFY, true, 3.5, 3.7, 4.3, 4.2, G729, 0.10",
        "example3_PUBLISH, false, 4.2, 4.3, 4.3, 4.2, G729, 0.05",
        "example4_PUBLISH, true, 2.4, 2.3, 4.2, 4.3, PCMU, 0.05"
    })
    void examplesOfRfc6035(
            String name,
            boolean alert,
            double localLq,
            double localCq,
            double remoteLq,
            double remoteCq,
            String codec,
            double loss)
            throws IOException {
        String text =
                new String(Corpus.bytes("vq-rtcpxr/" + name + ".txt"), StandardCharsets.ISO_8859_1);
        byte[] body =
                text.substring(text.indexOf("\nVQ") + 1).getBytes(StandardCharsets.ISO_8859_1);
        QualityReport report = report(hep(0x35, body, null));
        assertThat(report.callId()).isEqualTo("6dg37f1890463");
        assertThat(report.source()).isEqualTo(QualityReport.Source.VQ_RTCPXR);
        assertThat(report.alert()).isEqualTo(alert);
        assertThat(report.sides()).extracting(Side::end).containsExactly(End.LOCAL, End.REMOTE);
        assertThat(report.sides().getFirst().mos())
                .isEqualTo(new QualityReport.Mos(localLq, localCq));
        assertThat(report.sides().getLast().mos())
                .isEqualTo(new QualityReport.Mos(remoteLq, remoteCq));
        assertThat(report.sides().getFirst().codec()).isEqualTo(codec);
        assertThat(report.sides().getFirst().loss())
                .isEqualTo(new QualityReport.Loss(loss, 0.02, null, null));
        assertThat(report.sides().getFirst().delay())
                .isEqualTo(new QualityReport.Delay(2.0, 200.0, 140.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x23, 0x35})
    void bothProtocolTypesOfRealSenders(int protocol) {
        QualityReport report =
                report(hep(protocol, BODY.getBytes(StandardCharsets.ISO_8859_1), "other"));
        assertThat(report.callId()).as("the report's own word").isEqualTo("call-1@192.0.2.10");
        assertThat(report.from().toString()).isEqualTo("192.0.2.10:5060");
        assertThat(report.sides()).hasSize(1);
        assertThat(report.sides().getFirst().figures())
                .containsExactly(
                        "lossRatio",
                        "discardedRatio",
                        "jitterMillis",
                        "roundTripMillis",
                        "endSystemMillis",
                        "mosLq",
                        "mosCq");
    }

    @Test
    void dnsUnderTheSameProtocolTypeIsNone() {
        byte[] query = {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
        assertThat(hep(0x35, query, null))
                .isEqualTo(new ParseResult.Ignored(ParseResult.Kind.VQ_RTCPXR));
    }

    @Test
    void compressedOnesAreReadToo() {
        byte[] zipped = Hep.zlib(BODY.getBytes(StandardCharsets.ISO_8859_1));
        List<byte[]> chunks =
                Hep.with(
                        Hep.with(Hep.chunks(""), 0x0b, Hep.number(0x0b, 1, 0x23)),
                        0x0f,
                        Hep.chunk(0x10, zipped));
        assertThat(report(parser.parse(Hep.datagram(Hep.packet(chunks)))).sides()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLISH", "NOTIFY"})
    void bodiesOfSip(String method) {
        ParseResult result =
                parser.parse(Hep.datagram(Hep.packet(Hep.chunks(publish(method, BODY)))));
        assertThat(result).isInstanceOf(Parsed.class);
        assertThat(((Parsed) result).sip().message().callId()).hasToString("of-the-publish");
        assertThat(report(((Parsed) result).quality()).callId()).isEqualTo("call-1@192.0.2.10");
    }

    @Test
    void otherBodiesAndOtherMethodsSayNothing() {
        for (String sip :
                List.of(publish("PUBLISH", "<presence/>"), publish("MESSAGE", BODY), Hep.INVITE)) {
            ParseResult result = parser.parse(Hep.datagram(Hep.packet(Hep.chunks(sip))));
            assertThat(((Parsed) result).quality()).isNull();
        }
    }

    @Test
    void aBrokenBodyLeavesTheMessageSound() {
        String sip = publish("PUBLISH", "VQSessionReport\r\nCallID: c\r\n");
        ParseResult result = parser.parse(Hep.datagram(Hep.packet(Hep.chunks(sip))));
        assertThat(((Parsed) result).quality())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        r -> assertThat(r.reason()).isEqualTo(Reason.BAD_VQ_RTCPXR));
    }

    @Test
    void whatIsOutOfRangeIsNotKnown() {
        QualityReport report =
                report(
                        hep(
                                BODY.replace("NLR=5.0", "NLR=127")
                                        .replace("JDR=2.0", "JDR=-1")
                                        .replace("MOSLQ=4.1", "MOSLQ=12.7")
                                        .replace("MOSCQ=4.0", "MOSCQ=0")
                                        .replace("IAJ=2", "IAJ=1e3")
                                        .replace("PD=PCMU", "PD=PC\u001b[2J")));
        Side side = report.sides().getFirst();
        assertThat(side.figures()).containsExactly("roundTripMillis", "endSystemMillis");
        assertThat(side.codec()).isNull();
    }

    @Test
    void theCorrelationIdStandsInForTheCall() {
        String nameless = BODY.replace("CallID: call-1@192.0.2.10\r\n", "");
        byte[] bytes = nameless.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(report(hep(0x23, bytes, "c-2")).callId()).isEqualTo("c-2");
        rejected(nameless);
    }

    @Test
    void withoutACallOrAFigureItIsRejected() {
        rejected(BODY.replace("call-1@192.0.2.10", "a b"));
        rejected(BODY.replace("call-1@192.0.2.10", "x".repeat(VqRtcpXr.CALL_ID_MAX + 1)));
        rejected("VQSessionReport\r\nCallID: c\r\nLocalMetrics:\r\nDelay: ZZ=3\r\n");
        rejected(BODY.replace("LocalMetrics:", "Something:"));
        rejected(BODY + "X".repeat(VqRtcpXr.BYTES_MAX));
    }

    private void rejected(String body) {
        assertThat(hep(body))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        r -> assertThat(r.reason()).isEqualTo(Reason.BAD_VQ_RTCPXR));
    }

    @Property(tries = 500)
    void nothingThrows(@ForAll String text) {
        assertThat(hep("VQSessionReport:" + text)).isNotNull();
        assertThat(hep(BODY + text)).isNotNull();
        assertThat(hep(BODY.replace("NLR=5.0", text))).isNotNull();
    }
}
