package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.Delay;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Loss;
import dev.signalbox.model.media.QualityReport.Mos;
import dev.signalbox.model.media.QualityReport.Side;
import dev.signalbox.model.media.QualityReport.Source;
import dev.signalbox.model.net.IpEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends say of a call's media stands beside RTCP, under its source's name. */
class SaidQualityTest {

    private final Desk desk = new Desk();

    private static QualityReport said(
            double at,
            Source source,
            End end,
            @Nullable Double loss,
            @Nullable Long lost,
            @Nullable Double jitterMillis,
            @Nullable Double mos) {
        return new QualityReport(
                "c",
                source,
                false,
                IpEndpoint.of("192.0.2.20", 5060),
                IpEndpoint.of("192.0.2.10", 5060),
                Desk.START.plusMillis(Math.round(at * 1000)),
                List.of(
                        new Side(
                                end,
                                "PCMU",
                                new Loss(loss, null, lost, null),
                                new Delay(jitterMillis, null, null),
                                new Mos(null, mos))));
    }

    private void failedConversation() {
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.answered("c", Desk.NORTHWIND),
                desk.rtcp("c", 5, 250L, 0, 0, 40));
    }

    private void over() {
        desk.accept(desk.outcome("o", "c", null, "reprompt-loop"));
        desk.pass(10);
    }

    @Test
    void lossThatAnEndReportsIsBadMedia() {
        failedConversation();
        desk.accept(said(19, Source.VQ_RTCPXR, End.LOCAL, 0.05, null, 2.0, 4.1));
        over();
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MEDIA);
        assertThat(desk.verdict().suspected()).isTrue();
        assertThat(desk.verdict().evidence())
                .contains(
                        "The call had 5.0 % loss, 2 ms jitter at 192.0.2.20:5060 (its vq-rtcpxr,"
                                + " MOS 4.1 by its own account)");
    }

    @Test
    void aReportThatComesAfterTheVerdictRevisesIt() {
        failedConversation();
        over();
        assertThat(desk.verdict().tag()).isEqualTo(Tag.REPROMPT_LOOP);
        desk.accept(said(19, Source.X_RTP_STAT, End.LOCAL, 0.02, 40L, null, null));
        desk.pass(1);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MEDIA);
        assertThat(desk.verdict().evidence())
                .contains(
                        "The call had 2.0 % loss, jitter unknown at 192.0.2.20:5060 (its"
                                + " X-RTP-Stat)");
    }

    @Test
    void aScoreAloneJudgesNothing() {
        failedConversation();
        desk.accept(said(19, Source.VQ_RTCPXR, End.LOCAL, 0.0, null, 5.0, 1.2));
        over();
        assertThat(desk.verdict().tag()).isEqualTo(Tag.REPROMPT_LOOP);
    }

    @Test
    void twoLostPacketsOfFewAreNoBadCall() {
        failedConversation();
        desk.accept(said(19, Source.X_RTP_STAT, End.LOCAL, 0.02, 2L, 5.0, null));
        over();
        assertThat(desk.verdict().tag()).isEqualTo(Tag.REPROMPT_LOOP);
    }

    @Test
    void jitterThatTheOtherEndToldIsItsOwn() {
        failedConversation();
        desk.accept(said(19, Source.VQ_RTCPXR, End.REMOTE, null, null, 45.0, null));
        over();
        assertThat(desk.verdict().evidence())
                .contains(
                        "The call had loss unknown, 45 ms jitter at the other end, says"
                                + " 192.0.2.20:5060 (its vq-rtcpxr)");
    }

    @Test
    void theNewestWordOfASenderStandsInWhateverOrderTheyCome() {
        QualityReport alert = said(9, Source.VQ_RTCPXR, End.LOCAL, 0.2, null, 5.0, null);
        QualityReport last = said(19, Source.VQ_RTCPXR, End.LOCAL, 0.0, null, 5.0, null);
        for (List<QualityReport> order : List.of(List.of(alert, last), List.of(last, alert))) {
            SaidQuality said = new SaidQuality();
            order.forEach(said::accept);
            assertThat(said.qualities()).hasSize(1);
            assertThat(said.qualities().getFirst().bad()).isFalse();
        }
    }

    @Test
    void sendersOfOneCallAreBounded() {
        SaidQuality said = new SaidQuality();
        for (int port = 1; port < 1_000; port++) {
            said.accept(
                    new QualityReport(
                            "c",
                            Source.X_RTP_STAT,
                            false,
                            IpEndpoint.of("192.0.2.20", port),
                            IpEndpoint.of("192.0.2.10", 5060),
                            Desk.START,
                            said(1, Source.X_RTP_STAT, End.LOCAL, 0.0, 0L, 1.0, null).sides()));
        }
        assertThat(said.qualities()).hasSizeLessThan(10);
    }
}
