package dev.signalbox.model.fleet;

import dev.signalbox.model.quorum.FleetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet decided, as far as this console has read its journal.
 *
 * @param standing as the best connected agent sees it, null while no agent told
 * @param state the fold of all records read
 * @param lines the newest records, oldest first
 */
public record FleetDecisions(
        @Nullable FleetStanding standing, FleetState state, List<FleetLine> lines) {

    /** Nothing is known yet. */
    public static final FleetDecisions NONE =
            new FleetDecisions(null, FleetState.empty(""), List.of());

    public FleetDecisions {
        lines = List.copyOf(lines);
    }
}
