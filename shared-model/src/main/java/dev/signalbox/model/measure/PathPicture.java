package dev.signalbox.model.measure;

import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * One direction of the media road between two regions at one moment.
 *
 * @param path from where to where
 * @param quality over the last seconds
 * @param enough whether there are enough samples for a verdict
 * @param symptoms what is wrong now, empty when nothing is
 * @param notKnown why nothing can be said of it, empty when something can
 * @param lastSampleNanos monotonic time of the newest interval, {@link Long#MIN_VALUE} before the
 *     first
 */
public record PathPicture(
        Target.Path path,
        PathQuality quality,
        boolean enough,
        List<Symptom> symptoms,
        String notKnown,
        long lastSampleNanos) {

    public PathPicture {
        symptoms = List.copyOf(symptoms);
    }
}
