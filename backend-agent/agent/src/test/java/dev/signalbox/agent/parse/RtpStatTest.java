package dev.signalbox.agent.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.parse.ParseResult.Parsed;
import dev.signalbox.agent.parse.ParseResult.Quality;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.Delay;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Loss;
import dev.signalbox.model.media.QualityReport.Mos;
import dev.signalbox.model.media.QualityReport.Side;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The X-RTP-Stat header of a BYE. */
class RtpStatTest {

    private final HepParser parser = new HepParser("secret", List.of("127.0.0.1"), false);

    private @Nullable ParseResult quality(String start, String method, String value) {
        String sip =
                Hep.INVITE
                        .replace("INVITE sip:+4930555@192.0.2.20 SIP/2.0", start)
                        .replace("7 INVITE", "8 " + method)
                        .replace("Content-Length", "x-rtp-stat: " + value + "\r\nContent-Length");
        ParseResult result = parser.parse(Hep.datagram(Hep.packet(Hep.chunks(sip))));
        assertThat(result).isInstanceOf(Parsed.class);
        return ((Parsed) result).quality();
    }

    private @Nullable ParseResult ofBye(String value) {
        return quality("BYE sip:b@192.0.2.20 SIP/2.0", "BYE", value);
    }

    private QualityReport report(String value) {
        if (ofBye(value) instanceof Quality(QualityReport report)) {
            return report;
        }
        throw new AssertionError("no report: " + value);
    }

    @Test
    void bothDirections() {
        QualityReport report =
                report("CS=12;PS=1000;ES=1002;PR=970;PL=30,20;JI=12.5,3;EN=PCMA;IP=192.0.2.10");
        assertThat(report.source()).isEqualTo(QualityReport.Source.X_RTP_STAT);
        assertThat(report.callId()).isEqualTo("call-1@192.0.2.10");
        assertThat(report.from().toString()).isEqualTo("192.0.2.10:5060");
        assertThat(report.sides())
                .containsExactly(
                        new Side(
                                End.LOCAL,
                                null,
                                new Loss(0.03, null, 30L, 970L),
                                new Delay(12.5, null, null),
                                new Mos(null, null)),
                        new Side(
                                End.REMOTE,
                                null,
                                new Loss(0.02, null, 20L, 1000L),
                                new Delay(3.0, null, null),
                                new Mos(null, null)));
    }

    @Test
    void itsFiguresHaveNoScore() {
        assertThat(report("PR=10;PL=0,0").sides().getFirst().figures())
                .containsExactly("lossRatio", "lost", "packets");
    }

    @Test
    void oneValueAloneIsWhatWasReceived() {
        QualityReport report = report("PL=3;JI=7");
        assertThat(report.sides()).extracting(Side::end).containsExactly(End.LOCAL);
        assertThat(report.sides().getFirst().loss()).isEqualTo(new Loss(null, null, 3L, null));
    }

    @Test
    void nothingReceivedAndMoreLostThanSentAreNoRatio() {
        QualityReport report = report("PR=0;PS=5;PL=0,9");
        assertThat(report.sides()).extracting(s -> s.loss().ratio()).containsOnlyNulls();
    }

    @Test
    void theResponseToAByeMayHaveIt() {
        assertThat(quality("SIP/2.0 200 OK", "BYE", "PR=10;PL=1,0")).isInstanceOf(Quality.class);
    }

    @Test
    void otherMethodsAreNotAsked() {
        assertThat(quality("INFO sip:b@192.0.2.20 SIP/2.0", "INFO", "PR=10;PL=1,0")).isNull();
    }

    @Test
    void withoutAFigureItIsRejected() {
        for (String value : List.of("", "CS=1", "PR=-1;PL=a,b;JI=NaN,1e9", "x".repeat(1_100))) {
            assertThat(ofBye(value))
                    .as(value)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            r -> assertThat(r.reason()).isEqualTo(Reason.BAD_RTP_STAT));
        }
    }

    @Test
    void theNextMessageHasNoneOfIt() {
        assertThat(ofBye("PR=10;PL=1,0")).isNotNull();
        String plain = Hep.INVITE.replace("INVITE", "BYE");
        ParseResult result = parser.parse(Hep.datagram(Hep.packet(Hep.chunks(plain))));
        assertThat(((Parsed) result).quality()).isNull();
    }

    @Property(tries = 500)
    void nothingThrows(@ForAll String text) {
        String line = text.replace("\n", "").replace("\r", "");
        assertThat(RtpStat.parse(bytes(line), 0, line.length(), ENVELOPE)).isNotNull();
        String list = "PR=1;PL=" + line + ";JI=" + line;
        assertThat(RtpStat.parse(bytes(list), 0, list.length(), ENVELOPE)).isNotNull();
    }

    private static final Envelope ENVELOPE = new Envelope("c", Hep.SENDER, Hep.SENDER, 1);

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
