package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.Symptom.Kind;
import dev.signalbox.model.measure.Symptom.Source;
import dev.signalbox.model.sip.MirrorTrust;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DetectorsTest {

    private static final double EVERY = 50;

    /** 20 good calls per second for {@code seconds}; returns the time after them. */
    private static double healthy(Scene scene, double from, double seconds) {
        int calls = (int) (seconds * 1000 / EVERY);
        for (int i = 0; i < calls; i++) {
            scene.at(from + i * EVERY, scene::goodCall);
        }
        return from + calls * EVERY;
    }

    @Test
    void aFrozenTrunkIsSeenTwoThirdsOfASecondAfterIt() {
        Scene scene = new Scene();
        double frozen = healthy(scene, 0, 30);
        for (int i = 0; i < 40; i++) {
            scene.at(frozen + i * EVERY, () -> scene.call().invite());
        }
        scene.runUntil(frozen + 600 - 1);
        assertThat(scene.symptoms()).isEmpty();
        assertThat(scene.measures.suspects(scene.now())).containsExactly(Scene.NORTHWIND);
        scene.runUntil(frozen + 2_000);
        Scene.Change first = scene.changes.getFirst();
        assertThat(first.kind()).isEqualTo(Kind.UNANSWERED_INVITES);
        assertThat(first.millis() - frozen).isBetween(599.0, 601.0);
        Symptom symptom = scene.symptoms().getFirst();
        assertThat(symptom.source()).isEqualTo(Source.MIRROR_AUTHENTICATED);
        assertThat(symptom.sinceNanos())
                .isEqualTo(Scene.START_NANOS + Math.round(first.millis()) * 1_000_000);
        assertThat(symptom.detail())
                .isEqualTo("4 of the last 4 INVITEs without any response after 500 ms");
    }

    @Test
    void answersThatCameWhileThisAgentStoodAreNotMissed() {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.options(200);
        }
        scene.options(0);
        scene.options(0);
        for (int i = 0; i < 10; i++) {
            scene.call().invite();
        }
        scene.stand(6_000);
        scene.options(0);
        scene.runUntil(8_000);
        assertThat(scene.changes).isEmpty();
        scene.options(0);
        scene.options(0);
        scene.runUntil(8_100);
        assertThat(scene.symptoms()).hasSize(1);
    }

    @Test
    void fiveAnsweredInARowEndIt() {
        Scene scene = new Scene();
        double frozen = healthy(scene, 0, 5);
        for (int i = 0; i < 10; i++) {
            scene.at(frozen + i * EVERY, () -> scene.call().invite());
        }
        double healed = frozen + 5_000;
        scene.runUntil(healed);
        assertThat(scene.symptoms()).hasSize(1);
        healthy(scene, healed, 0.2);
        scene.runUntil(healed + 190);
        assertThat(scene.symptoms()).as("after four").hasSize(1);
        healthy(scene, healed + 200, 0.05);
        scene.runUntil(healed + 210);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void oneLostPacketIsNoFailure() {
        Scene scene = new Scene();
        double now = healthy(scene, 0, 5);
        scene.at(now, () -> scene.call().invite());
        scene.at(now + 50, () -> scene.call().invite());
        healthy(scene, now + 100, 5);
        scene.runUntil(now + 8_000);
        assertThat(scene.changes).isEmpty();
        assertThat(scene.window(0).unanswered()).isEqualTo(2);
    }

    @Test
    void aSlowCarrierLearnsItsOwnDeadline() {
        Scene scene = new Scene();
        for (int i = 0; i < 2_000; i++) {
            scene.at(
                    i * EVERY,
                    () -> {
                        Scene.Leg leg = scene.call().invite();
                        scene.at(scene.millis + 1_200, () -> leg.answer(180));
                        scene.at(scene.millis + 1_300, () -> leg.answer(486));
                    });
        }
        scene.runUntil(110_000);
        assertThat(scene.changes).isEmpty();
        assertThat(scene.window(2).unanswered()).isZero();
        assertThat(scene.window(2).finals()).isEqualTo(2_000);
    }

    @Test
    void goodOptionsEndItOnlyWhenNoInviteGoesThere() {
        Scene scene = new Scene();
        double frozen = healthy(scene, 0, 5);
        for (int i = 0; i < 200; i++) {
            scene.at(frozen + i * EVERY, () -> scene.call().invite());
        }
        for (int i = 0; i < 10; i++) {
            scene.at(frozen + i * 1_000, () -> scene.options(200));
        }
        scene.runUntil(frozen + 10_000);
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.GOOD);
        assertThat(scene.symptoms()).as("INVITEs still fail").hasSize(1);
        assertThat(scene.changes).as("all the time").hasSize(1);
        for (int i = 0; i < 10; i++) {
            scene.at(frozen + 10_000 + i * 1_000, () -> scene.options(200));
        }
        scene.runUntil(frozen + 14_000);
        assertThat(scene.symptoms()).as("not quiet for long").hasSize(1);
        scene.runUntil(frozen + 20_000);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void aStalledReaderAccusesNobody() {
        Scene scene = new Scene();
        healthy(scene, 0, 10);
        scene.runUntil(12_000);
        Scene.Leg[] legs = new Scene.Leg[20];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = scene.call().invite();
        }
        // The process stands still for two seconds; responses wait in the socket.
        scene.millis += 2_000;
        scene.measures.advance(scene.now());
        assertThat(scene.symptoms()).isEmpty();
        for (Scene.Leg leg : legs) {
            leg.answer(100);
        }
        scene.runUntil(20_000);
        assertThat(scene.changes).isEmpty();
    }

    @Test
    void aStormOf503IsSeenWithinFiveFinals() {
        Scene scene = new Scene();
        double storm = healthy(scene, 0, 10);
        scene.runUntil(storm);
        int finals = 0;
        while (scene.symptoms().isEmpty()) {
            scene.call().invite().answer(100).answer(503);
            finals++;
            scene.runUntil(scene.millis + EVERY);
            assertThat(finals).isLessThanOrEqualTo(5);
        }
        assertThat(scene.changes)
                .extracting(Scene.Change::kind)
                .containsExactly(Kind.REJECTED_INVITES);
        assertThat(scene.symptoms().getFirst().source()).isEqualTo(Source.MIRROR_AUTHENTICATED);
        assertThat(scene.measures.suspects(scene.now())).containsExactly(Scene.NORTHWIND);
    }

    @Test
    void optionsNeverRefuteRejectedInvitesAndTestCallsDo() {
        Scene scene = new Scene();
        for (int i = 0; i < 5; i++) {
            scene.call().invite().answer(503);
        }
        scene.runUntil(1_000);
        for (int i = 1; i <= 30; i++) {
            scene.at(i * 2_000, () -> scene.options(200));
        }
        scene.runUntil(61_000);
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.GOOD);
        assertThat(scene.symptoms())
                .extracting(Symptom::kind)
                .containsExactly(Kind.REJECTED_INVITES);
        for (int i = 0; i < 3; i++) {
            scene.probe(ProbeResult.Kind.TEST_CALL, 180);
        }
        scene.runUntil(62_000);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void aRefusedTestCallIsAnAnswer() {
        Scene scene = new Scene();
        scene.probe(ProbeResult.Kind.TEST_CALL, 503);
        assertThat(scene.northwind().testCall()).isEqualTo(ProbeState.FAILING);
    }

    @Test
    void rejectionIsSaidByTheLastOnesWhenTheyShowIt() {
        Scene scene = new Scene();
        for (int i = 0; i < 30; i++) {
            scene.call().invite().answer(180);
        }
        for (int i = 0; i < 5; i++) {
            scene.call().invite().answer(503);
        }
        assertThat(scene.symptoms().getFirst().detail())
                .isEqualTo("5 of the last 5 INVITEs refused by the carrier (503)");
    }

    @Test
    void rejectionEndsAfterFiveGoodOnes() {
        Scene scene = new Scene();
        for (int i = 0; i < 5; i++) {
            scene.call().invite().answer(500);
        }
        for (int i = 0; i < 4; i++) {
            scene.call().invite().answer(i % 2 == 0 ? 486 : 180);
        }
        assertThat(scene.symptoms()).hasSize(1);
        scene.call().invite().answer(183);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void aThirdRefusedIsSeenByItsRatio() {
        Scene scene = new Scene();
        for (int i = 0; i < 20; i++) {
            Scene.Leg leg = scene.call().invite();
            boolean refused = i % 3 == 0;
            leg.answer(refused ? 503 : 180);
            if (i < 19) {
                assertThat(scene.symptoms()).as("after %d", i + 1).isEmpty();
            }
            scene.runUntil(scene.millis + 100);
        }
        assertThat(scene.symptoms())
                .extracting(Symptom::detail)
                .containsExactly("7 of 20 INVITEs (35 %) in 10 s refused by the carrier (503)");
    }

    @Test
    void whatIsTheCalleesDoingNeverAccusesTheCarrier() {
        Scene scene = new Scene();
        int[] statuses = {486, 480, 404, 484, 600, 603, 604, 403, 487, 607, 608};
        for (int i = 0; i < 200; i++) {
            scene.call().invite().answer(100).answer(statuses[i % statuses.length]);
            scene.call().invite().answer(503, 17);
            scene.call().invite().answer(183).answer(408);
            scene.runUntil(scene.millis + 50);
        }
        assertThat(scene.changes).isEmpty();
        assertThat(scene.northwind().counts().failed()).isZero();
    }

    @Test
    void refusalAfterProgressCounts() {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.call().invite().answer(183).answer(503);
        }
        assertThat(scene.symptoms()).hasSize(1);
        assertThat(scene.northwind().counts().failed()).isEqualTo(4);
        assertThat(scene.northwind().counts().progressed()).isEqualTo(4);
    }

    @Test
    void onePlainSampleMakesTheEvidencePlain() {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.trust = i == 2 ? MirrorTrust.PLAIN : MirrorTrust.AUTHENTICATED;
            scene.call().invite().answer(503);
        }
        assertThat(scene.symptoms())
                .extracting(Symptom::source)
                .containsExactly(Source.MIRROR_PLAIN);
        Scene silent = new Scene();
        for (int i = 0; i < 4; i++) {
            silent.trust = i == 2 ? MirrorTrust.PLAIN : MirrorTrust.AUTHENTICATED;
            silent.call().invite();
        }
        silent.runUntil(3_000);
        assertThat(silent.symptoms())
                .extracting(Symptom::source)
                .containsExactly(Source.MIRROR_PLAIN);
    }

    @Test
    void missedOptionsOfATrunkThatUsedToAnswer() {
        Scene scene = new Scene();
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.UNKNOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(scene.northwind().options()).isNotEqualTo(ProbeState.GOOD);
            scene.options(405);
        }
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.GOOD);
        scene.options(0);
        scene.options(0);
        assertThat(scene.symptoms()).isEmpty();
        scene.options(503);
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.FAILING);
        assertThat(scene.symptoms())
                .extracting(Symptom::kind, Symptom::source, Symptom::samples)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.OPTIONS_MISSED, Source.PROBE, 3));
        for (int i = 0; i < 4; i++) {
            scene.options(200);
            assertThat(scene.northwind().options()).isEqualTo(ProbeState.RECOVERING);
        }
        scene.options(0);
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.FAILING);
        for (int i = 0; i < 5; i++) {
            assertThat(scene.symptoms()).hasSize(1);
            scene.options(200);
        }
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.GOOD);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void aTrunkThatNeverAnsweredIsUnprobeableAndNotDown() {
        Scene scene = new Scene();
        for (int i = 0; i < 100; i++) {
            scene.options(0);
        }
        assertThat(scene.northwind().options()).isEqualTo(ProbeState.UNPROBEABLE);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void testCallsMustProveTheTrunkAnewAfterASymptom() {
        Scene scene = new Scene();
        for (int i = 0; i < 3; i++) {
            scene.probe(ProbeResult.Kind.TEST_CALL, 183);
        }
        assertThat(scene.northwind().testCall()).isEqualTo(ProbeState.GOOD);
        for (int i = 0; i < 4; i++) {
            scene.call().invite().answer(503);
        }
        assertThat(scene.northwind().testCall()).isEqualTo(ProbeState.RECOVERING);
        scene.probe(ProbeResult.Kind.TEST_CALL, 503);
        assertThat(scene.northwind().testCall()).isEqualTo(ProbeState.FAILING);
    }

    /** Ten minutes at 20 calls/s: 0.1 % 5xx, 5 % busy or no answer, 0.1 % of the mirror lost. */
    @Property(tries = 8)
    void tenHealthyMinutesShowNoSymptom(@ForAll @LongRange(min = 0) long seed) {
        Scene scene = new Scene();
        Random random = new Random(seed);
        double at = 0;
        while (at < 600_000) {
            scene.at(at, () -> realisticCall(scene, random));
            at += -Math.log(1 - random.nextDouble()) * EVERY;
        }
        scene.runUntil(610_000);
        assertThat(scene.changes).isEmpty();
        assertThat(scene.northwind().counts().attempts()).isGreaterThan(11_000);
    }

    private static void realisticCall(Scene scene, Random random) {
        Scene.Leg leg = scene.call();
        double start = scene.millis;
        double ring = start + 200 + 1_500 * random.nextDouble();
        lossy(scene, random, start, leg::invite);
        lossy(scene, random, start + 2 + 40 * random.nextDouble(), () -> leg.answer(100));
        double fate = random.nextDouble();
        if (fate < 0.001) {
            lossy(scene, random, start + 50, () -> leg.answer(503));
        } else if (fate < 0.051) {
            lossy(scene, random, ring, () -> leg.answer(random.nextBoolean() ? 486 : 480));
        } else {
            lossy(scene, random, ring, () -> leg.answer(180));
            lossy(scene, random, ring + 3_000, () -> leg.answer(200));
            lossy(scene, random, ring + 3_010, leg::ack);
            lossy(scene, random, ring + 60_000 * random.nextDouble() + 3_100, leg::bye);
        }
    }

    private static void lossy(Scene scene, Random random, double at, Runnable message) {
        if (random.nextDouble() >= 0.001) {
            scene.at(at, message);
        }
    }

    @Example
    void bothDetectorsKeepQuietOnTheOtherCarrier() {
        Scene scene = new Scene();
        for (int i = 0; i < 10; i++) {
            scene.callToBluefin().invite().answer(503);
            scene.callToBluefin().invite();
        }
        scene.runUntil(3_000);
        assertThat(scene.symptoms()).isEmpty();
        assertThat(scene.picture().of(Scene.BLUEFIN).orElseThrow().symptoms()).hasSize(2);
    }
}
