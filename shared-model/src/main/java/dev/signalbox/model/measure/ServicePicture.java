package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * What callers of one service meet in this region at one moment.
 *
 * @param symptoms what is wrong now, empty when nothing is
 */
public record ServicePicture(Target.Service service, List<Symptom> symptoms) {

    public ServicePicture {
        symptoms = List.copyOf(symptoms);
    }
}
