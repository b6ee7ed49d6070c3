package dev.signalbox.dashboards.part.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what a growing list shows while somebody points at it: held, it keeps what it had and
 * counts what is new, so that nothing moves under the mouse.
 */
public final class HeldList {

    private List<JournalRow> newest = List.of();
    private List<JournalRow> shown = List.of();
    private boolean held;

    /** Takes the newest rows. */
    public void offer(List<JournalRow> rows) {
        newest = rows;
        if (!held) {
            shown = rows;
        }
    }

    /** Stops or goes on; going on shows what is newest. */
    public void hold(boolean hold) {
        held = hold;
        if (!hold) {
            shown = newest;
        }
    }

    /** What to show. */
    public List<JournalRow> shown() {
        return shown;
    }

    /** How many rows came while held. */
    public int waiting() {
        if (!held) {
            return 0;
        }
        Set<String> known =
                shown.stream().map(JournalRow::id).collect(Collectors.toCollection(HashSet::new));
        return (int) newest.stream().filter(row -> !known.contains(row.id())).count();
    }
}
