package dev.signalbox.world.story;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to carriers, paths, providers and services of a voice world, in order of time.
 *
 * @param steps at least one
 * @param end when the story is over, counted from the world's start
 */
public record Story(List<Step> steps, Duration end) {

    public Story {
        steps = List.copyOf(steps);
    }

    /**
     * Something happens.
     *
     * @param at from the world's start
     * @param ratio how much, above 0 and up to 1, of verbs that take one; 0 for all others
     * @param text said to those who watch
     */
    public record Step(Duration at, Verb verb, Target target, double ratio, String text) {}

    /** What may happen. */
    public enum Verb {
        /** A carrier answers 503 to new calls, OPTIONS stay green. */
        REJECT503("reject503", Target.Trunk.class),
        /** A carrier answers nothing. */
        FREEZE("freeze", Target.Trunk.class),
        /** An inbound carrier brings no calls, OPTIONS stay green. */
        STARVE("starve", Target.Trunk.class),
        /** A path loses a part of the packets, in this one direction. */
        LOSE("lose", Target.Path.class),
        /** An AI provider answers every call with an error. */
        FAIL("fail", Target.Provider.class),
        /** An AI provider answers late. */
        SLOW("slow", Target.Provider.class),
        /** A release of a service misunderstands its callers. */
        MISUNDERSTAND("misunderstand", Target.Service.class),
        /** It is well again, whatever it is. */
        HEAL("heal", null);

        private final String word;
        private final @Nullable Class<? extends Target> kind;

        Verb(String word, @Nullable Class<? extends Target> kind) {
            this.word = word;
            this.kind = kind;
        }

        /** As written in a story and in results. */
        public String word() {
            return word;
        }

        /** Whether such a thing can happen to {@code target}. */
        public boolean fits(Target target) {
            return kind == null || kind.isInstance(target);
        }

        /** True when the story says how much. */
        public boolean takesRatio() {
            return this == LOSE;
        }

        static @Nullable Verb of(String word) {
            for (Verb verb : values()) {
                if (verb.word.equals(word)) {
                    return verb;
                }
            }
            return null;
        }
    }
}
