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
 * @param journal the newest records of all journals, oldest first, at most some thousand
 */
public record FleetView(
        Instant at,
        Headline headline,
        List<RegionEntry> regions,
        List<ConnectionView> connections,
        List<JournalLine> journal) {

    public FleetView {
        regions = List.copyOf(regions);
        connections = List.copyOf(connections);
        journal = List.copyOf(journal);
    }
}
