package dev.signalbox.agent.measure.ai;

import static dev.signalbox.model.ai.CallResult.CANCELLED;
import static dev.signalbox.model.ai.CallResult.CLIENT_ERROR;
import static dev.signalbox.model.ai.CallResult.CONNECTION;
import static dev.signalbox.model.ai.CallResult.OK;
import static dev.signalbox.model.ai.CallResult.QUOTA;
import static dev.signalbox.model.ai.CallResult.SERVER_ERROR;
import static dev.signalbox.model.ai.CallResult.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderMetersTest extends ProviderScene {

    @Test
    void fiveFailedCallsMakeTheSymptom() {
        call(OK, 300.0).call(SERVER_ERROR).call(TIMEOUT);
        // Of one phone call, so that server errors alone are not enough.
        call(SERVER_ERROR).call(SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        meters.advance(now);
        call(SERVER_ERROR);
        assertThat(meters.advance(now)).as("news").isTrue();
        Symptom symptom = symptom(ACME);
        assertThat(symptom.kind()).isEqualTo(Symptom.Kind.PROVIDER_ERRORS);
        assertThat(symptom.source()).isEqualTo(Symptom.Source.WORKERS);
        assertThat(symptom.detail())
                .isEqualTo("5 of the last 5 calls failed: 4 server errors, 1 timeout");
        assertThat(meters.advance(now)).as("news twice").isFalse();
    }

    @Test
    void deadShareIsOfTheNewestCalls() {
        for (int i = 0; i < 20; i++) {
            call(OK, 300.0);
        }
        call("a", SERVER_ERROR).call("a", TIMEOUT).call("b", QUOTA);
        assertThat(deadShare()).isEqualTo(0.2);
        for (int i = 0; i < 10; i++) {
            call("c", TIMEOUT);
        }
        assertThat(deadShare()).isEqualTo(1);
    }

    private double deadShare() {
        return meters.pictures(now).stream()
                .filter(p -> p.provider().equals(ACME))
                .mapToDouble(ProviderPicture::deadShare)
                .sum();
    }

    @Test
    void serverErrorsOfTwoPhoneCallsAreEnough() {
        call("a", SERVER_ERROR).call("a", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        call("b", SERVER_ERROR);
        assertThat(symptom(ACME).detail())
                .isEqualTo("3 of 3 calls in 30 s failed: 3 server errors");
    }

    @Test
    void serverErrorsOfTwoPhoneCallsFarApartAreNot() {
        call("a", SERVER_ERROR).pass(31).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void oldServerErrorsDoNotMakeOneTimeoutEnough() {
        for (int i = 0; i < 1_000; i++) {
            call("good-" + i, OK, 300.0);
        }
        call("a", SERVER_ERROR).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        pass(31).call("c", TIMEOUT);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void serverErrorsBeforeARecoveryAreForgotten() {
        call("a", SERVER_ERROR).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).hasSize(1);
        for (int i = 0; i < 5; i++) {
            pass(2).call("good-" + i, OK, 300.0);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("c", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void someFailuresInAThousandMakeNone() {
        for (int i = 0; i < 3_000; i++) {
            call("call-" + i, i % 300 == 7 ? SERVER_ERROR : OK, 300.0);
            now = now.plus(Duration.ofMillis(10));
        }
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void busyProviderThatDiesIsSeenAtTheFifthFailure() {
        for (int i = 0; i < 2_000; i++) {
            call("call-" + i, OK, 300.0);
        }
        for (int i = 0; i < 4; i++) {
            call("dead-" + i, CONNECTION);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("dead-5", CONNECTION);
        assertThat(symptom(ACME).detail())
                .isEqualTo("5 of the last 5 calls failed: 5 connection errors");
    }

    @Test
    void failuresOverMoreThanHalfAMinuteMakeNone() {
        for (int i = 0; i < 20; i++) {
            call(TIMEOUT).pass(8);
        }
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void quotaIsNotDeath() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, QUOTA);
        }
        assertThat(symptom(ACME).kind()).isEqualTo(Symptom.Kind.PROVIDER_QUOTA);
        assertThat(symptom(ACME).detail())
                .isEqualTo("10 of the last 10 calls refused for quota or rate");
    }

    @Test
    void mistakesOfOursAndInterruptionsAreNoSymptom() {
        for (int i = 0; i < 50; i++) {
            call("call-" + i, i % 2 == 0 ? CLIENT_ERROR : CANCELLED);
        }
        assertThat(symptoms(ACME)).isEmpty();
        assertThat(counts(ACME)).isEqualTo(ProviderPicture.Counts.NONE);
    }

    @Test
    void lateFirstResponsesAreSlownessAndNotDeath() {
        for (int i = 0; i < 19; i++) {
            call("call-" + i, OK, i % 2 == 0 ? 801.0 : 799.0);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("call-19", OK, 1500.0);
        assertThat(symptom(ACME).kind()).isEqualTo(Symptom.Kind.PROVIDER_SLOW);
        assertThat(symptom(ACME).detail())
                .isEqualTo("11 of 20 first responses in 15 s came later than 800 ms");
        assertThat(counts(ACME)).isEqualTo(new ProviderPicture.Counts(9, 11, 0, 0));
    }

    @Test
    void slownessEndsWhenAnswersComeInTime() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, OK, 900.0);
        }
        for (int i = 0; i < 59; i++) {
            call("good-" + i, OK, 300.0);
        }
        assertThat(symptoms(ACME)).as("a quarter is late").hasSize(1);
        call("good", OK, 300.0).call("good", OK, 300.0);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void timeoutsAreSlowAndDead() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, TIMEOUT);
        }
        assertThat(symptoms(ACME))
                .extracting(Symptom::kind)
                .containsExactly(Symptom.Kind.PROVIDER_ERRORS, Symptom.Kind.PROVIDER_SLOW);
        assertThat(counts(ACME)).isEqualTo(new ProviderPicture.Counts(0, 0, 20, 0));
    }

    @Test
    void symptomEndsWhenItsEvidenceIsOld() {
        for (int i = 0; i < 5; i++) {
            call(CONNECTION);
        }
        pass(29);
        assertThat(symptoms(ACME)).hasSize(1);
        pass(1);
        assertThat(meters.advance(now)).isFalse();
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void symptomEndsEarlierWhenCallsGoWellAndStaysOffAfterwards() {
        for (int i = 0; i < 5; i++) {
            call(CONNECTION);
        }
        for (int i = 0; i < 4; i++) {
            call(OK, 300.0).pass(3);
        }
        assertThat(symptoms(ACME)).as("four good ones").hasSize(1);
        call(OK, 300.0);
        assertThat(symptoms(ACME)).isEmpty();
        call(CONNECTION);
        assertThat(symptoms(ACME)).as("old failures are forgotten").isEmpty();
    }

    @Test
    void quantilesCountSamplesOfEveryWindow() {
        for (int i = 1; i <= 100; i++) {
            call("call-" + i, OK, i * 10.0);
        }
        call(OK).call(SERVER_ERROR);
        List<ProviderWindow> windows = meters.windows(ACME, now);
        assertThat(windows)
                .extracting(ProviderWindow::windowMillis)
                .containsExactly(10_000L, 60_000L, 300_000L);
        assertThat(windows)
                .allSatisfy(
                        w -> {
                            assertThat(w.firstSamples()).isEqualTo(100);
                            assertThat(w.calls()).isEqualTo(102);
                            assertThat(w.results())
                                    .containsExactly(
                                            Map.entry(OK, 101L), Map.entry(SERVER_ERROR, 1L));
                            assertThat(w.firstMillisP50()).isCloseTo(500, within(15.0));
                            assertThat(w.firstMillisP95()).isCloseTo(950, within(20.0));
                            assertThat(w.firstMillisP99()).isCloseTo(990, within(20.0));
                        });
        pass(20);
        assertThat(meters.windows(ACME, now).getFirst().calls()).isZero();
        assertThat(meters.windows(ACME, now).getFirst().firstMillisP50()).isNull();
        assertThat(meters.windows(ACME, now).get(1).calls()).isEqualTo(102);
        pass(60);
        assertThat(meters.windows(ACME, now).get(1).calls()).isZero();
        assertThat(meters.windows(ACME, now).get(2).calls()).isEqualTo(102);
        pass(300);
        assertThat(meters.windows(ACME, now).get(2).calls()).isZero();
    }
}
