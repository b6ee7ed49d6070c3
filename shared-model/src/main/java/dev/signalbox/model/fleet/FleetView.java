package dev.signalbox.model.fleet;

import java.time.Instant;
import java.util.List;

/**
 * All that a console shows at one moment, merged from its agents; immutable.
 *
 * @param at the console's wall time of this picture
 * @param headline what is wrong, in words
 * @param regions by name
 * @param connections in the order they were given
 * @param journal the newest records of all regions' journals, oldest first, at most some thousand
 * @param fleet what the agents decided together
 */
public record FleetView(
        Instant at,
        Headline headline,
        List<RegionEntry> regions,
        List<ConnectionView> connections,
        List<JournalLine> journal,
        FleetDecisions fleet) {

    /** A picture without what the fleet decided. */
    public FleetView(
            Instant at,
            Headline headline,
            List<RegionEntry> regions,
            List<ConnectionView> connections,
            List<JournalLine> journal) {
        this(at, headline, regions, connections, journal, FleetDecisions.NONE);
    }

    public FleetView {
        regions = List.copyOf(regions);
        connections = List.copyOf(connections);
        journal = List.copyOf(journal);
    }
}
