package dev.signalbox.agent.act;

import static dev.signalbox.agent.act.Trunks.A;
import static dev.signalbox.agent.act.Trunks.B;
import static dev.signalbox.agent.act.Trunks.trunk;
import static dev.signalbox.agent.act.Trunks.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KamailioRouterTest {

    private static final RouteTable OUT = RouteTable.DEFAULT.with(A, 0);

    private FakeKamailio kamailio;
    private KamailioRouter router;

    @BeforeEach
    void start() throws IOException {
        kamailio = new FakeKamailio();
        router = router(kamailio.url());
    }

    @AfterEach
    void stop() {
        kamailio.close();
    }

    private static KamailioRouter router(URI url) {
        return new KamailioRouter(
                "sbc-1", url, Duration.ofSeconds(20), List.of(trunk(A, 5091), trunk(B, 5092)));
    }

    @Test
    void writesEpochFirstThenTheShareWithItsLeaseAndReadsBack() {
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isEqualTo(new RouterResult.Applied(OUT, true));
        assertThat(kamailio.takeWrites())
                .containsExactly(
                        "htable.sets epoch \"1\"",
                        "htable.sets decision \"j/7\"",
                        "htable.seti sip:127.0.0.1:5091 0",
                        "htable.setex sip:127.0.0.1:5091 20");
    }

    @Test
    void sameDecisionAgainOnlyRenewsTheLease() {
        router.apply(RouteTable.DEFAULT, OUT, "j/7");
        kamailio.takeWrites();
        assertThat(router.apply(OUT, OUT, "j/7")).isEqualTo(new RouterResult.Applied(OUT, false));
        assertThat(kamailio.takeWrites()).containsExactly("htable.setex sip:127.0.0.1:5091 20");
    }

    @Test
    void writesOnlyWhatDiffersAndDeletesWhatIsBackAtAHundred() {
        RouteTable both = OUT.with(B, 10);
        kamailio.put("signalbox", uri(5091), 0);
        kamailio.put("signalbox", uri(5092), 10);
        kamailio.put("signalbox_state", "epoch", "2");
        RouteTable wanted = both.with(B, 100);
        assertThat(router.apply(both, wanted, "j/9"))
                .isEqualTo(new RouterResult.Applied(wanted, true));
        assertThat(kamailio.table("signalbox")).containsOnlyKeys(uri(5091));
        assertThat(kamailio.takeWrites())
                .contains("htable.delete sip:127.0.0.1:5092 ")
                .doesNotContain("htable.seti sip:127.0.0.1:5091 0");
    }

    @Test
    void aHalfWrittenChangeIsCompleted() {
        kamailio.put("signalbox_state", "epoch", "1");
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isEqualTo(new RouterResult.Applied(OUT, true));
    }

    @Test
    void aNewerEpochIsNeverOverwritten() throws IOException {
        kamailio.put("signalbox_state", "epoch", "5000000000");
        RouterResult result = router.apply(RouteTable.DEFAULT, OUT, "j/7");
        assertThat(result).isInstanceOf(RouterResult.Conflict.class);
        assertThat(((RouterResult.Conflict) result).reason()).contains("5000000000", "newer");
        assertThat(kamailio.takeWrites()).isEmpty();
        assertThat(router.read().epoch()).isEqualTo(5_000_000_000L);
    }

    @Test
    void somebodyElsesShareIsAConflict() {
        kamailio.put("signalbox", uri(5092), 0);
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isInstanceOfSatisfying(
                        RouterResult.Conflict.class,
                        c -> assertThat(c.found().sharePercent(B)).isZero());
        assertThat(kamailio.takeWrites()).isEmpty();
    }

    @Test
    void aRestartedRouterIsAcceptedWhateverWasExpected() {
        RouteTable expected = OUT.with(B, 10);
        RouteTable wanted = expected.with(B, 50);
        assertThat(router.apply(expected, wanted, "j/12"))
                .isEqualTo(new RouterResult.Applied(wanted, true));
    }

    @Test
    void valuesThatAreNoShareAreOverwrittenAndForeignUrisLeftAlone() {
        kamailio.put("signalbox", uri(5091), "rubbish");
        kamailio.put("signalbox", uri(5092), 250);
        kamailio.put("signalbox", "sip:203.0.113.9", 0);
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isEqualTo(new RouterResult.Applied(OUT, true));
        assertThat(kamailio.table("signalbox"))
                .containsEntry(uri(5091), 0)
                .containsEntry("sip:203.0.113.9", 0)
                .doesNotContainKey(uri(5092));
    }

    @Test
    void aRouterThatAcceptsAndDoesNothingIsCaughtByReadingBack() {
        kamailio.behaviour = FakeKamailio.Behaviour.IGNORES_WRITES;
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isInstanceOfSatisfying(
                        RouterResult.Failed.class,
                        f -> assertThat(f.reason()).contains("accepted the change, then held"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeKamailio.Behaviour.class,
            names = {"STATUS_500", "GARBAGE", "NO_RESULT", "SILENT", "NO_SUCH_TABLE"})
    void badAnswersAreFailuresInWordsAndEnd(FakeKamailio.Behaviour behaviour) {
        kamailio.behaviour = behaviour;
        String word =
                switch (behaviour) {
                    case STATUS_500 -> "is not JSON";
                    case GARBAGE -> "is not JSON";
                    case NO_RESULT -> "neither result nor error";
                    case SILENT -> "no answer within 500 ms";
                    case NO_SUCH_TABLE -> "must include signalbox.cfg";
                    case GOOD, IGNORES_WRITES -> throw new AssertionError(behaviour);
                };
        assertThat(router.apply(RouteTable.DEFAULT, OUT, "j/7"))
                .isInstanceOfSatisfying(
                        RouterResult.Failed.class, f -> assertThat(f.reason()).contains(word));
        assertThatThrownBy(router::read).isInstanceOf(IOException.class).hasMessageContaining(word);
    }

    @Test
    void anEntryThatRanOutBeforeItsDeletionIsNoFailure() {
        kamailio.put("signalbox", uri(5091), 0);
        kamailio.losesEntriesBeforeDeletion = true;
        RouteTable back = OUT.with(A, 100);
        assertThat(router.apply(OUT, back, "j/8")).isEqualTo(new RouterResult.Applied(back, true));
    }

    @Test
    void nothingListening() {
        URI url = kamailio.url();
        kamailio.close();
        assertThatThrownBy(router(url)::read).hasMessageContaining("nothing listens there");
    }

    @Test
    void anEpochThatIsNoNumberIsSaid() {
        kamailio.put("signalbox_state", "epoch", "x");
        assertThatThrownBy(router::read).hasMessageContaining("holds epoch \"x\"");
    }
}
