package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;

/**
 * A journal record as a person reads it.
 *
 * @param region whose journal
 * @param entry the stored bytes with their place in the chain
 * @param record their content
 * @param sentence one line of plain words
 */
public record JournalLine(
        String region, JournalEntry entry, JournalRecord record, String sentence) {}
