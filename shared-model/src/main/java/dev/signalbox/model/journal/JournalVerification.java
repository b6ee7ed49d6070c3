package dev.signalbox.model.journal;

import java.util.List;

/**
 * What a check of a whole journal found.
 *
 * @param good nothing altered, removed, reordered or cut off
 * @param journalId whose
 * @param records how many were read
 * @param sealedSequence last sequence the signed head covers
 * @param problems what is wrong, where, in words; empty when good
 */
public record JournalVerification(
        boolean good, String journalId, long records, long sealedSequence, List<String> problems) {

    public JournalVerification {
        problems = List.copyOf(problems);
    }
}
