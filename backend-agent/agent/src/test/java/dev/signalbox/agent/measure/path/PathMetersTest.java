package dev.signalbox.agent.measure.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.measure.PathPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.media.PathInterval.Direction;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.quality.EModel;
import dev.signalbox.model.quality.Impairment;
import dev.signalbox.model.quality.Transmission;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathMetersTest {

    private static final Target.Path OUT = new Target.Path("eu-central", "us-east");
    private static final Direction CLEAN = new Direction(50, 0, 0, 0.4);
    private final PathMeters meters = new PathMeters(PathLimits.DEFAULTS, "eu-central");
    private Now now = new Now(0, Instant.EPOCH);

    private static Direction lossy(int lost) {
        return new Direction(50, lost, lost, 0.4);
    }

    private boolean second(
            @Nullable Direction forward,
            @Nullable Direction back,
            @Nullable Double roundTripMillis) {
        now = now.plus(Duration.ofSeconds(1));
        meters.accept(new PathInterval(OUT, 1_000, forward, back, roundTripMillis, 0), now);
        return meters.advance(now);
    }

    private boolean second(Direction forward) {
        return second(forward, CLEAN, 20.0);
    }

    private List<Symptom> symptoms() {
        return meters.pictures(now).stream().flatMap(p -> p.symptoms().stream()).toList();
    }

    private List<Symptom.Kind> kinds() {
        return symptoms().stream().map(Symptom::kind).toList();
    }

    @Test
    void sixPercentOfLossIsPoorAndSaidInWordsWithNumbers() {
        for (int lost : new int[] {3, 3, 3, 3}) {
            second(lossy(lost));
        }
        Symptom symptom = symptoms().getFirst();
        assertThat(symptom.kind()).isEqualTo(Symptom.Kind.PATH_POOR);
        assertThat(symptom.target()).isEqualTo(OUT);
        assertThat(symptom.source()).isEqualTo(Symptom.Source.PROBE);
        assertThat(symptom.samples()).isEqualTo(200);
        assertThat(symptom.detail())
                .isEqualTo(
                        "6.0 % of 200 packets lost on the way there, none on the way back; MOS 3.8");
    }

    @Test
    void lossOfTheWayBackIsThePeersToName() {
        for (int i = 0; i < 6; i++) {
            assertThat(second(CLEAN, lossy(5), 20.0)).isFalse();
        }
        List<PathPicture> pictures = meters.pictures(now);
        assertThat(pictures)
                .extracting(PathPicture::path)
                .containsExactly(OUT, new Target.Path("us-east", "eu-central"));
        assertThat(pictures.get(0).quality().lossRatio()).isZero();
        assertThat(pictures.get(1).quality().lossRatio()).isCloseTo(0.1, within(1e-9));
        assertThat(symptoms()).isEmpty();
    }

    @Test
    void aFewPacketsAreChance() {
        for (int lost : new int[] {1, 0, 1, 1, 0, 1, 0, 1, 1, 0}) {
            assertThat(second(lossy(lost))).isFalse();
        }
        assertThat(symptoms()).isEmpty();
    }

    @Test
    void tooFewPacketsSayNothing() {
        assertThat(second(lossy(25))).isFalse();
        assertThat(meters.pictures(now).getFirst().enough()).isFalse();
        assertThat(second(lossy(25))).isTrue();
        assertThat(meters.pictures(now).getFirst().enough()).isTrue();
    }

    @Test
    void goesOffOnlyWhenTheWholeWindowIsGood() {
        second(lossy(5));
        assertThat(second(lossy(5))).isTrue();
        int seconds = 1;
        while (!second(CLEAN)) {
            seconds++;
        }
        assertThat(seconds).isBetween(3, 4);
        assertThat(second(CLEAN)).isFalse();
        assertThat(symptoms()).isEmpty();
    }

    @Test
    void jitterDelayAndMosMustLastThreeSeconds() {
        Direction shaky = new Direction(50, 0, 0, 45);
        second(CLEAN);
        second(CLEAN);
        assertThat(second(shaky)).isFalse();
        assertThat(second(shaky)).isFalse();
        assertThat(second(CLEAN)).isFalse();
        second(shaky);
        second(shaky);
        assertThat(second(shaky)).isTrue();
        assertThat(symptoms().getFirst().detail()).contains("none of 200 packets", "jitter 3");
    }

    @Test
    void aLongRoundTripIsPoor() {
        second(CLEAN, CLEAN, 450.0);
        second(CLEAN, CLEAN, 450.0);
        assertThat(second(CLEAN, CLEAN, 450.0)).isTrue();
        assertThat(symptoms().getFirst().detail()).contains("round trip 450 ms");
    }

    @Test
    void everyPacketLostForTwoSecondsIsDown() {
        for (int i = 0; i < 4; i++) {
            second(CLEAN);
        }
        second(new Direction(50, 50, 1, 0), CLEAN, null);
        assertThat(second(new Direction(50, 50, 1, 0), CLEAN, null)).isTrue();
        assertThat(kinds()).containsExactly(Symptom.Kind.PATH_DOWN);
        assertThat(symptoms().getFirst().detail())
                .isEqualTo("every packet lost on the way there for 2 s; the way back works");
        second(CLEAN);
        second(CLEAN);
        assertThat(second(CLEAN)).isTrue();
        assertThat(kinds()).isEmpty();
        assertThat(second(CLEAN)).isFalse();
    }

    @Test
    void whenNothingComesAtAllItSaysThatTheDirectionCannotBeTold() {
        second(CLEAN);
        for (int i = 0; i < 4; i++) {
            assertThat(second(null, null, null)).isFalse();
        }
        assertThat(second(null, null, null)).isTrue();
        assertThat(kinds()).containsExactly(Symptom.Kind.PATH_DOWN);
        assertThat(symptoms().getFirst().detail()).contains("for 5 s", "cannot be told");
    }

    @Test
    void whenTheAgentThereIsGoneNothingIsKnownOfTheMedia() {
        second(CLEAN);
        second(null, null, null);
        second(null, null, null);
        meters.unheard(Set.of("us-east"), now);
        for (int i = 0; i < 20; i++) {
            assertThat(second(null, null, null)).isFalse();
        }
        PathPicture there = meters.pictures(now).getFirst();
        assertThat(there.enough()).isFalse();
        assertThat(there.notKnown()).contains("nothing is heard of us-east's agent");
        meters.unheard(Set.of(), now);
        for (int i = 0; i < 4; i++) {
            assertThat(second(null, null, null)).as("it begins to send").isFalse();
        }
        assertThat(second(null, null, null)).as("it is heard of, its media is lost").isTrue();
        assertThat(meters.pictures(now).getFirst().notKnown()).isEmpty();
        meters.unheard(Set.of("us-east"), now);
        assertThat(meters.advance(now)).isTrue();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void whatDidNotComeWhileThisAgentStoodIsNotLost() {
        second(CLEAN);
        now = now.plus(Duration.ofSeconds(6));
        meters.accept(new PathInterval(OUT, 6_000, null, null, null, 0), now);
        assertThat(meters.advance(now)).as("one interval of six seconds").isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(second(null, null, null)).isFalse();
        }
        meters.stood();
        assertThat(second(null, null, null)).as("counted anew").isFalse();
    }

    @Test
    void aPeerThatWasNeverHeardIsNoFinding() {
        for (int i = 0; i < 20; i++) {
            assertThat(second(null, null, null)).isFalse();
        }
        assertThat(meters.pictures(now).getFirst().lastSampleNanos()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void withoutIntervalsNothingIsClaimedAnyLonger() {
        second(lossy(9));
        second(lossy(9));
        assertThat(kinds()).containsExactly(Symptom.Kind.PATH_POOR);
        now = now.plus(Duration.ofSeconds(11));
        assertThat(meters.advance(now)).isTrue();
        assertThat(kinds()).isEmpty();
        assertThat(meters.pictures(now).getFirst().enough()).isFalse();
    }

    @Test
    void mosIsTheEModelsOfG711WithConcealment() {
        for (int i = 0; i < 4; i++) {
            second(new Direction(50, 4, 2, 5), CLEAN, 60.0);
        }
        PathQuality quality = meters.pictures(now).getFirst().quality();
        double delayMillis = 60.0 / 2 + 20 + 2 * 5;
        double burstRatio = 2 * (1 - 0.08);
        assertThat(quality.mos())
                .isCloseTo(
                        EModel.rate(
                                        Impairment.G711_PLC,
                                        new Transmission(delayMillis, 8, burstRatio))
                                .mos(),
                        within(1e-9));
        assertThat(quality.rFactor()).isNotNull();
    }

    @Test
    void nothingArrivedHasNoMos() {
        second(new Direction(50, 50, 1, 0), CLEAN, null);
        PathQuality quality = meters.pictures(now).getFirst().quality();
        assertThat(quality.mos()).isNull();
        assertThat(quality.jitterMillis()).isNull();
    }

    @Test
    void configuredPeersAreShownBeforeTheirFirstInterval() {
        PathMeters configured =
                new PathMeters(PathLimits.DEFAULTS, "eu-central", List.of("us-east"));
        assertThat(configured.pictures(now)).hasSize(2).allMatch(p -> !p.enough());
    }

    @Test
    void aPathFromElsewhereIsRefused() {
        PathInterval foreign =
                new PathInterval(
                        new Target.Path("us-east", "eu-central"), 1_000, CLEAN, CLEAN, 1.0, 0);
        assertThatThrownBy(() -> meters.accept(foreign, now))
                .hasMessageContaining("does not begin in eu-central");
    }

    @Test
    void sixPercentOfRandomLossIsFoundWithinFiveSeconds() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PathMeters fresh = new PathMeters(PathLimits.DEFAULTS, "eu-central");
            Now at = new Now(0, Instant.EPOCH);
            int seconds = 0;
            boolean found = false;
            for (int i = -4; !found && i < 10; i++) {
                int lost = 0;
                for (int packet = 0; i >= 0 && packet < 50; packet++) {
                    lost += random.nextDouble() < 0.06 ? 1 : 0;
                }
                at = at.plus(Duration.ofSeconds(1));
                fresh.accept(new PathInterval(OUT, 1_000, lossy(lost), CLEAN, 20.0, 0), at);
                found = fresh.advance(at);
                seconds = i + 1;
            }
            assertThat(seconds).as("seed %d", seed).isBetween(1, 5);
        }
    }
}
