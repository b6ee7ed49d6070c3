package dev.signalbox.world.story;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to carriers, paths, providers, services, regions and agents of a voice world, in
 * order of time.
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
        /** A region's edge takes no new calls and answers nobody; calls that are up go on. */
        DIE("die", Target.Region.class),
        /** A region's agent is killed and stays down. */
        KILL("kill", Target.Region.class),
        /** A region's agent is started again. */
        REVIVE("revive", Target.Region.class),
        /** The roads between a region's agent and the others carry nothing. */
        CUT("cut", Target.Region.class),
        /** They are whole again. */
        JOIN("join", Target.Region.class),
        /** It is well again, whatever it is: carrier, path, provider, service, a region's edge. */
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

        /** False when it undoes what another verb did. */
        public boolean breaks() {
            return switch (this) {
                case REJECT503, FREEZE, STARVE, LOSE, FAIL, SLOW, MISUNDERSTAND, DIE, KILL, CUT ->
                        true;
                case REVIVE, JOIN, HEAL -> false;
            };
        }

        /**
         * Whether it ends what {@code fault} did to the same target: a region's edge, its agent and
         * its roads break and heal each for itself.
         */
        public boolean ends(Verb fault) {
            return switch (this) {
                case KILL, REVIVE -> fault == KILL;
                case CUT, JOIN -> fault == CUT;
                case REJECT503, FREEZE, STARVE, LOSE, FAIL, SLOW, MISUNDERSTAND, DIE, HEAL ->
                        fault != KILL && fault != CUT;
            };
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
