package dev.signalbox.ctl.incident;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.RecordJson;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.route.RouteTable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What journals decide, as JSON: names sorted and written in one way only, so that two folds of the
 * same records are the same bit by bit.
 */
final class Tables {

    private static final JsonMapper MAPPER = RecordJson.mapper();

    private Tables() {}

    /** The fleet's routes after a record. */
    private record Fleet(
            String journalId, long sequence, FleetTable table, SortedMap<String, String> writers) {}

    /** A region's routes after a record, and what goes to its providers. */
    private record OneRegion(
            String journalId,
            long sequence,
            RouteTable routes,
            SortedMap<String, Integer> providerPercent) {}

    /**
     * @throws IllegalArgumentException when a record cannot be read
     * @throws IllegalStateException when one does not follow from those before it
     */
    static FleetState fleetState(String journalId, List<JournalEntry> entries) {
        FleetCodec codec = new FleetCodec();
        FleetState state = FleetState.empty(journalId);
        for (JournalEntry entry : entries) {
            state = FleetFold.apply(state, entry, codec.recordFrom(entry.body()));
        }
        return state;
    }

    /**
     * @throws IllegalArgumentException when a record cannot be read
     * @throws IllegalStateException when one does not follow from those before it
     */
    static DecisionState regionState(String journalId, List<JournalEntry> entries) {
        JournalCodec codec = new JournalCodec();
        DecisionState state = DecisionState.empty(journalId);
        for (JournalEntry entry : entries) {
            state = JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
        }
        return state;
    }

    /**
     * The table after the last of the records.
     *
     * @param fleet whether it is the fleet's journal
     * @throws IllegalArgumentException when a record cannot be read
     * @throws IllegalStateException when one does not follow from those before it
     */
    static byte[] of(String journalId, boolean fleet, List<JournalEntry> entries) {
        return fleet
                ? bytes(fleetState(journalId, entries))
                : bytes(regionState(journalId, entries));
    }

    private static byte[] bytes(FleetState state) {
        SortedMap<String, String> writers = new TreeMap<>();
        state.doors().forEach((region, door) -> writers.put(region, door.writer()));
        return MAPPER.writeValueAsBytes(
                new Fleet(
                        state.position().journalId(),
                        state.position().sequence(),
                        state.table(),
                        writers));
    }

    private static byte[] bytes(DecisionState state) {
        SortedMap<String, Integer> percent = new TreeMap<>();
        state.breakers()
                .forEach((target, breaker) -> percent.put(target.id(), breaker.sharePercent()));
        return MAPPER.writeValueAsBytes(
                new OneRegion(
                        state.position().journalId(),
                        state.position().sequence(),
                        state.routes(),
                        percent));
    }
}
