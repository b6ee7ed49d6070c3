package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetRecord;

/**
 * A record of the fleet's journal as a person reads it.
 *
 * @param entry the stored bytes with their place in the chain
 * @param record their content
 * @param sentence one line of plain words
 */
public record FleetLine(JournalEntry entry, FleetRecord record, String sentence) {}
