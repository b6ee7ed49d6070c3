package dev.signalbox.world.lab;

import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param settings everything that shaped it, in the order to print
 */
record LabResult(
        List<Evaluation.Effect> effects,
        int attempted,
        int answered,
        int failed,
        List<AgentRecords.Automatic> automatic,
        Map<String, Object> settings) {

    LabResult {
        effects = List.copyOf(effects);
        automatic = List.copyOf(automatic);
    }
}
