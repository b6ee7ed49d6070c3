package dev.signalbox.model.fleet;

import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * One direction of the media road between two regions, as one agent sees it.
 *
 * @param path from where to where; the reporting region is one of both ends
 * @param state how it is
 * @param finding what is the matter in words, empty when nothing is
 * @param ageMillis age of the newest sample when this was reported, null when there is none
 */
public record PathView(
        Target.Path path,
        State state,
        String finding,
        PathQuality quality,
        @Nullable Long ageMillis) {

    /** How one direction is. */
    public enum State {
        WELL(Severity.WELL),
        /** Too few samples to say. */
        INSUFFICIENT(Severity.WELL),
        /** Media suffers: loss, jitter or delay. */
        POOR(Severity.MAJOR),
        /** Nothing comes through. */
        DOWN(Severity.CRITICAL);

        private final Severity severity;

        State(Severity severity) {
            this.severity = severity;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }
    }
}
