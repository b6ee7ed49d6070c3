package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.Draws;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** The AI providers of the world: how each is, and how it answers. Thread-safe. */
final class Providers {

    static final long TIMEOUT_MILLIS = 3_000;
    private static final double QUOTA_REFUSED_RATIO = 0.8;

    private final Map<Target.Provider, ProviderCondition> conditions = new ConcurrentHashMap<>();

    void become(Target.Provider provider, ProviderCondition condition) {
        conditions.put(provider, condition);
    }

    /** One call to {@code provider}. */
    Reply reply(Target.Provider provider, SplittableRandom random) {
        long usual = usualMillis(provider, random);
        return switch (conditions.getOrDefault(provider, ProviderCondition.HEALTHY)) {
            case HEALTHY -> new Reply.Answered(usual, false);
            case SLOW -> new Reply.Answered(slowFactor(provider) * usual, true);
            case FAILS_503 -> new Reply.Failed(random.nextLong(40, 160), "503", 503, Tag.AI_DOWN);
            case QUOTA_429 ->
                    random.nextDouble() < QUOTA_REFUSED_RATIO
                            ? new Reply.Failed(random.nextLong(20, 80), "429", 429, Tag.AI_QUOTA)
                            : new Reply.Answered(usual, false);
            case DEAD ->
                    random.nextDouble() < 0.5
                            ? new Reply.Failed(TIMEOUT_MILLIS, "timeout", 0, Tag.AI_DOWN)
                            : new Reply.Failed(
                                    random.nextLong(5, 30), "connection_error", 0, Tag.AI_DOWN);
        };
    }

    /** Medians as field reports give them; some providers are a little faster than others. */
    private static long usualMillis(Target.Provider provider, SplittableRandom random) {
        double own = 0.92 + Math.floorMod(provider.name().hashCode(), 20) * 0.01;
        double millis =
                switch (stage(provider)) {
                    case STT -> Draws.logNormal(random, 210, 0.2);
                    case LLM -> Draws.logNormal(random, 380, 0.25);
                    case TTS -> Draws.logNormal(random, 160, 0.25);
                    case REALTIME -> Draws.logNormal(random, 350, 0.25);
                };
        return Math.max(1, Math.round(own * millis));
    }

    private static int slowFactor(Target.Provider provider) {
        return switch (stage(provider)) {
            case STT, TTS -> 7;
            case LLM, REALTIME -> 5;
        };
    }

    private static Stage stage(Target.Provider provider) {
        return Stage.of(provider.stage()).orElseThrow();
    }
}
