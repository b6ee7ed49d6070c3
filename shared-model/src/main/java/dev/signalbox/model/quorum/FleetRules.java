package dev.signalbox.model.quorum;

import dev.signalbox.model.quorum.FleetAnswer.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands when they are applied: pure, so that every member comes to the same records.
 * Everything it needs is in the state and in the command.
 */
public interface FleetRules {

    /**
     * What becomes of a command.
     *
     * @param records to append, in this order; the answer names them
     * @param refused why it was not done, or null; records may stand beside it (a refused attempt
     *     is journaled)
     */
    record Ruling(List<FleetRecord> records, @Nullable Refused refused) {
        public Ruling {
            records = List.copyOf(records);
        }
    }

    /** The ruling on {@code command} in {@code state}. */
    Ruling decide(FleetState state, FleetCommand command);
}
