package dev.signalbox.world.door;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a door is told to do.
 *
 * @param region whose door
 * @param expectedEpoch the writer saw this one
 * @param epoch of the table that it is part of, above {@code expectedEpoch}
 * @param decisionId the record that decided it
 * @param writer region whose agent writes
 * @param shares by service, then region: percent, adding up to 100; what is not named stays at home
 */
public record DoorOrder(
        String region,
        long expectedEpoch,
        long epoch,
        String decisionId,
        String writer,
        SortedMap<String, SortedMap<String, Integer>> shares) {

    public DoorOrder {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }
}
