package dev.signalbox.world.story;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the carriers of a voice world, in order of time.
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
     * @param text said to those who watch
     */
    public record Step(Duration at, Verb verb, Target.Trunk target, String text) {}

    /** What may happen to a trunk. */
    public enum Verb {
        /** Its carrier answers 503 to new calls, OPTIONS stay green. */
        REJECT503("reject503"),
        /** Its carrier answers nothing. */
        FREEZE("freeze"),
        /** Its carrier is well again. */
        HEAL("heal");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        /** As written in a story and in results. */
        public String word() {
            return word;
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
