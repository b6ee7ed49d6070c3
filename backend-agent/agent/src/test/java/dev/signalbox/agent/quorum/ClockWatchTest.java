package dev.signalbox.agent.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ClockWatch watch = new ClockWatch("eu-central");
    private Now now = new Now(7_000_000_000L, NOON);

    @Test
    void aClockThatIsFarAheadIsNamedWithBothTimes() {
        assertThat(ask("us-east", NOON.plusSeconds(3_600)))
                .isEqualTo(
                        "the clock of us-east says 2026-11-20T13:00:00Z, that of eu-central, which"
                                + " leads, 2026-11-20T12:00:00Z; at most 30 s apart are taken, since"
                                + " terms end by it: set the clock of us-east (NTP)");
        assertThat(ask("us-east", NOON.minusSeconds(31))).isNotNull();
        assertThat(ask("us-east", NOON.plusSeconds(30))).isNull();
        assertThat(ask("us-east", NOON.minusSeconds(30))).isNull();
        assertThat(ask("eu-central", NOON)).isNull();
    }

    @Test
    void oneOtherAloneDoesNotMakeTheLeadersClockWrong() {
        assertThat(ask("us-east", NOON.plusSeconds(3_600))).isNotNull();
        assertThat(ask("us-east", NOON.plusSeconds(3_600))).isNotNull();
        assertThat(ask("eu-central", NOON)).isNull();
    }

    @Test
    void aLeaderWhoseClockIsWrongIsTheOneThatIsRefused() {
        Instant right = NOON.minusSeconds(3_600);
        assertThat(ask("us-east", right)).isNotNull();
        assertThat(ask("us-west", right.plusSeconds(2))).as("two agree").isNull();
        assertThat(ask("us-east", right)).isNull();
        assertThat(ask("eu-central", NOON))
                .contains("most others 2026-11-20T11:00:0")
                .endsWith("set the clock of eu-central (NTP)");
    }

    @Test
    void aClockThatWasSetIsBelievedAgain() {
        Instant right = NOON.minusSeconds(3_600);
        assertThat(ask("us-east", right)).isNotNull();
        assertThat(ask("us-west", right)).isNull();
        assertThat(ask("eu-central", NOON)).isNotNull();
        // The leader's wall clock steps back; what it remembers of the others does not.
        now = new Now(now.nanos() + Duration.ofMinutes(5).toNanos(), right.plusSeconds(300));
        assertThat(ask("eu-central", now.wall())).isNull();
        assertThat(ask("us-east", now.wall())).isNull();
    }

    private @Nullable String ask(String from, Instant at) {
        return watch.whyNot(from, at, now);
    }
}
