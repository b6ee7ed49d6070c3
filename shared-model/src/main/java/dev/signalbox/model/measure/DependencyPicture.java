package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * A dependency of conversations at one moment.
 *
 * @param calls in the last minute
 * @param failed of these
 * @param symptoms what is wrong now, empty when nothing is
 * @param lastCallNanos monotonic time of arrival of the last report
 */
public record DependencyPicture(
        Target.Dependency dependency,
        long calls,
        long failed,
        List<Symptom> symptoms,
        long lastCallNanos) {

    public DependencyPicture {
        symptoms = List.copyOf(symptoms);
    }
}
