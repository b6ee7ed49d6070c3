package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a region and how it is.
 *
 * @param title the name people use
 * @param state in a word or two, for people: {@code well}, {@code too few calls to say}
 * @param finding what is the matter in words, empty when nothing is
 * @param since when it came into this state
 * @param evidence what this rests on, each a short phrase with its numbers
 * @param ageMillis age of the newest evidence when this was reported, null when there is none
 */
public record HealthEntry(
        Target target,
        String title,
        Severity severity,
        String state,
        String finding,
        Instant since,
        List<String> evidence,
        @Nullable Long ageMillis) {

    public HealthEntry {
        evidence = List.copyOf(evidence);
    }
}
