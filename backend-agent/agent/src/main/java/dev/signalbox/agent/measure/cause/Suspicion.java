package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.cause.WorkerFacts.Use;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.cause.Tag;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What may have spoilt a conversation although its ending says nothing of it, most certain first.
 */
enum Suspicion {
    /**
     * Loss from 1 % on, or jitter above 30 ms, over the call's last RTCP reports or by the word of
     * one of its ends.
     */
    MEDIA_BAD(Tag.MEDIA) {
        @Override
        @Nullable String find(CallFacts facts) {
            MediaFacts.Quality quality = facts.media();
            return quality == null || !quality.bad() ? null : "The call had " + quality.text();
        }

        @Override
        boolean atTheEnd(CallFacts facts) {
            MediaFacts.Quality quality = facts.media();
            return quality != null
                    && (quality.lossFrom(3 * MediaFacts.LOSS_RATIO_MAX)
                            || quality.jitterAbove(2 * MediaFacts.JITTER_MILLIS_MAX));
        }
    },

    /** Calls to a provider failed. */
    PROVIDER_FAILED(Tag.AI_DOWN) {
        @Override
        @Nullable String find(CallFacts facts) {
            return worst(
                    facts.worker.providers(),
                    use -> use.dead() > 0 && use.troubledBy(use.dead()),
                    Use::dead,
                    use ->
                            use.dead()
                                    + " of "
                                    + use.calls()
                                    + " calls failed ("
                                    + use.failures()
                                    + ")");
        }

        @Override
        boolean atTheEnd(CallFacts facts) {
            return facts.worker.providers().values().stream()
                    .anyMatch(u -> u.dead() > 0 && u.troubledLast());
        }
    },

    /** A provider refused for quota or rate. */
    PROVIDER_REFUSED(Tag.AI_QUOTA) {
        @Override
        @Nullable String find(CallFacts facts) {
            return worst(
                    facts.worker.providers(),
                    use -> use.troubledBy(use.of(CallResult.QUOTA)),
                    use -> use.of(CallResult.QUOTA),
                    use ->
                            use.of(CallResult.QUOTA)
                                    + " of "
                                    + use.calls()
                                    + " calls refused for quota");
        }

        @Override
        boolean atTheEnd(CallFacts facts) {
            return facts.worker.providers().values().stream()
                    .anyMatch(u -> u.of(CallResult.QUOTA) > 0 && u.troubledLast());
        }
    },

    /** First responses of a provider came late. */
    PROVIDER_SLOW(Tag.AI_SLOW) {
        @Override
        @Nullable String find(CallFacts facts) {
            return worst(
                    facts.worker.providers(),
                    use -> use.troubledBy(use.slow),
                    use -> use.slow,
                    use ->
                            String.format(
                                    Locale.ROOT,
                                    "%d of %d first responses later than %.0f ms, slowest %.0f ms",
                                    use.slow,
                                    use.calls(),
                                    use.limitMillis,
                                    use.slowestMillis));
        }

        @Override
        boolean atTheEnd(CallFacts facts) {
            // Slow answers alone make nobody hang up: only one that was still awaited does.
            return facts.worker.waitingAtEnd();
        }
    },

    /** Calls to a dependency failed. */
    DEPENDENCY_FAILED(Tag.DEPENDENCY_TIMEOUT) {
        @Override
        @Nullable String find(CallFacts facts) {
            return worst(
                    facts.worker.dependencies(),
                    use -> use.dead() > 0 && use.troubledBy(use.dead()),
                    Use::dead,
                    use ->
                            use.dead()
                                    + " of "
                                    + use.calls()
                                    + " calls failed ("
                                    + use.failures()
                                    + ")");
        }

        @Override
        boolean atTheEnd(CallFacts facts) {
            return facts.worker.dependencies().values().stream()
                    .anyMatch(u -> u.dead() > 0 && u.troubledLast());
        }
    },

    /**
     * One side had stopped sending RTP, and no provider explains it: one that fails has no voice.
     */
    STREAM_STOPPED(Tag.MEDIA) {
        @Override
        @Nullable String find(CallFacts facts) {
            double seconds = facts.media.stoppedSeconds();
            return seconds == 0 ? null : "One side had sent no RTP for " + oneDigit(seconds) + " s";
        }
    },

    /** The caller waited for an answer that did not come, and nothing above explains it. */
    CALLER_UNANSWERED(Tag.PLATFORM) {
        @Override
        @Nullable String find(CallFacts facts) {
            double seconds = facts.worker.unansweredSeconds();
            return seconds == 0
                    ? null
                    : "The caller had waited " + oneDigit(seconds) + " s for an answer at the end";
        }
    };

    private final Tag tag;

    Suspicion(Tag tag) {
        this.tag = tag;
    }

    Tag tag() {
        return tag;
    }

    /** One sentence with the numbers, without its full stop; null when there is nothing. */
    abstract @Nullable String find(CallFacts facts);

    /**
     * Whether it was so at the very end: a caller who hangs up after a good talk is content,
     * whatever went wrong before.
     */
    boolean atTheEnd(CallFacts facts) {
        return find(facts) != null;
    }

    private static String oneDigit(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static @Nullable String worst(
            Map<String, Use> uses,
            Predicate<Use> wanted,
            ToDoubleFunction<Use> measure,
            java.util.function.Function<Use, String> words) {
        String sentence = null;
        double most = 0;
        for (Map.Entry<String, Use> entry : uses.entrySet()) {
            Use use = entry.getValue();
            if (wanted.test(use) && measure.applyAsDouble(use) > most) {
                most = measure.applyAsDouble(use);
                sentence = entry.getKey() + ": " + words.apply(use);
            }
        }
        return sentence;
    }
}
