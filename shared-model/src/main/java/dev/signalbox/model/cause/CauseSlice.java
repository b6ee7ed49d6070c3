package dev.signalbox.model.cause;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Calls that ended in one slice of time.
 *
 * @param start wall time
 * @param lengthMillis how long
 * @param failures calls whose tag is a failure, by side; absent means none
 * @param tags the same calls by tag; absent means none
 * @param ended all calls that ended
 */
public record CauseSlice(
        Instant start,
        long lengthMillis,
        Map<Side, Long> failures,
        Map<Tag, Long> tags,
        long ended) {

    public CauseSlice {
        EnumMap<Side, Long> copy = new EnumMap<>(Side.class);
        copy.putAll(failures);
        failures = Collections.unmodifiableMap(copy);
        EnumMap<Tag, Long> tagged = new EnumMap<>(Tag.class);
        tagged.putAll(tags);
        tags = Collections.unmodifiableMap(tagged);
    }
}
