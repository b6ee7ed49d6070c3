package dev.signalbox.model.policy;

import dev.signalbox.model.ai.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A voice application of the policy.
 *
 * @param name as in targets
 * @param title the name people use
 * @param jurisdictions where its calls may be handled
 * @param regions where it runs, most preferred first
 * @param chains the providers of each stage it needs, most preferred first; those of another
 *     jurisdiction than a region's are not used there
 * @param humanQueue where calls go when no AI can serve them, a number or SIP address; null when
 *     there is none
 * @param emergency where calls go when there is no human queue; null when there is none
 */
public record Service(
        String name,
        String title,
        List<String> jurisdictions,
        List<String> regions,
        Map<Stage, List<ChainLink>> chains,
        @Nullable String humanQueue,
        @Nullable String emergency) {
    public Service {
        jurisdictions = List.copyOf(jurisdictions);
        regions = List.copyOf(regions);
        EnumMap<Stage, List<ChainLink>> copy = new EnumMap<>(Stage.class);
        chains.forEach(
                (stage, links) ->
                        copy.put(stage, Collections.unmodifiableList(new ArrayList<>(links))));
        chains = Collections.unmodifiableMap(copy);
    }
}
