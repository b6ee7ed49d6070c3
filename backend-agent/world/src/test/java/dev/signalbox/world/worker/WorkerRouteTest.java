package dev.signalbox.world.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerRouteTest {

    static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");

    /** As the agent answers it. */
    static String json(String rung, int acmePercent, boolean trial) {
        return """
               {"service":"bookings","region":"eu-central","rung":"%s","reason":"","transferTo":null,
                "stages":{"llm":[
                  {"provider":"provider:llm/acme/eu","name":"acme","modelRegion":"eu",
                   "sharePercent":%d,"trial":%s,"rung":"primary"},
                  {"provider":"provider:llm/basalt/eu","name":"basalt","modelRegion":"eu",
                   "sharePercent":100,"trial":false,"rung":"degraded"}]}}
               """
                .formatted(rung, acmePercent, trial);
    }

    private static double acmeRatio(WorkerRoute route) {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.generate(() -> route.choose(random).orElseThrow().get(Stage.LLM))
                        .limit(10_000)
                        .filter(ACME::equals)
                        .count()
                / 10_000.0;
    }

    @Test
    void callsAreSharedAsTheAgentSays() {
        assertThat(acmeRatio(WorkerRoute.read(json("primary", 100, false)))).isEqualTo(1);
        assertThat(acmeRatio(WorkerRoute.read(json("primary", 30, false)))).isBetween(0.28, 0.32);
        assertThat(acmeRatio(WorkerRoute.read(json("degraded", 0, false)))).isZero();
    }

    @Test
    void aTrialTakesTheProviderUnderTrial() {
        WorkerRoute route = WorkerRoute.read(json("degraded", 0, true));
        assertThat(route.trial()).isTrue();
        assertThat(acmeRatio(route)).isEqualTo(1);
        assertThat(route.withoutTrial().trial()).isFalse();
        assertThat(acmeRatio(route.withoutTrial())).isZero();
    }

    @Test
    void withoutAnyProviderThereIsNoAi() {
        WorkerRoute route = WorkerRoute.read(json("human_queue", 100, false));
        assertThat(route.rung()).isEqualTo(Rung.HUMAN_QUEUE);
        assertThat(route.choose(new SplittableRandom(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"rung\":\"cellar\"}",
                "{\"rung\":\"primary\",\"stages\":{\"smell\":[]}}",
                "{\"rung\":\"primary\",\"stages\":{\"llm\":[{\"provider\":\"acme\"}]}}",
                "{\"rung\":\"primary\",\"stages\":{\"llm\":[{\"provider\":\"region:eu\"}]}}"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> WorkerRoute.read(json))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
