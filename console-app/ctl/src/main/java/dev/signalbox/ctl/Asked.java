package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What several agents answered, each asked once. Those that did not answer are told to the operator
 * at once.
 *
 * @param merge what they see, put together
 * @param regions the same, one by one
 * @param journals one per agent that was asked for it, in order from its first record
 * @param reached how many agents answered
 * @param unreached the others
 */
record Asked(
        FleetMerge merge,
        List<RegionView> regions,
        List<List<JournalEntry>> journals,
        int reached,
        List<Endpoint> unreached) {

    /** Asks every agent for a snapshot. */
    static Asked snapshots(CtlMain root) throws IOException {
        return ask(root, false);
    }

    /** Asks every agent for a snapshot and its whole journal. */
    static Asked withJournals(CtlMain root) throws IOException {
        return ask(root, true);
    }

    /**
     * Makes sure that a target is one of the regions asked, or that their journals speak of it.
     *
     * @throws IllegalArgumentException in words, with all targets, when every agent answered and
     *     none knows it
     */
    void requireKnown(Target target, List<JournalLine> journal) {
        boolean known =
                regions.stream().anyMatch(region -> region.target().equals(target))
                        || regions.stream().anyMatch(r -> !Subject.of(target, r).isEmpty())
                        || !RecordTargets.about(target, journal).isEmpty();
        // The agent that knows it may be the one that does not answer.
        if (!known && unreached.isEmpty()) {
            throw new IllegalArgumentException(
                    "\""
                            + target.id()
                            + "\": no such target here. There are: "
                            + Targets.existing(regions));
        }
    }

    private static Asked ask(CtlMain root, boolean withJournals) throws IOException {
        List<Endpoint> endpoints = root.endpoints();
        Shell shell = root.shell();
        FleetMerge merge =
                new FleetMerge(
                        endpoints.stream().map(Endpoint::toString).toList(),
                        shell.clock().now(),
                        Integer.MAX_VALUE);
        List<RegionView> regions = new ArrayList<>();
        List<List<JournalEntry>> journals = new ArrayList<>();
        List<Endpoint> unreached = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                for (RegionView view : agent.snapshot()) {
                    merge.report(view, shell.clock().now());
                    regions.add(view);
                }
                if (withJournals) {
                    List<JournalEntry> journal = new ArrayList<>();
                    agent.readJournal(journal::add);
                    journals.add(journal);
                    add(journal, merge, shell);
                }
                merge.connection(endpoint.toString(), State.LIVE, "", shell.clock().now());
            } catch (AgentException e) {
                String said = root.sayUnreachable(endpoint, e.words());
                merge.connection(endpoint.toString(), State.BROKEN, said, shell.clock().now());
                unreached.add(endpoint);
            }
        }
        return new Asked(merge, regions, journals, endpoints.size() - unreached.size(), unreached);
    }

    private static void add(List<JournalEntry> journal, FleetMerge merge, Shell shell) {
        for (JournalEntry entry : journal) {
            switch (merge.journal(entry)) {
                case APPENDED, KNOWN -> {}
                case UNREADABLE ->
                        shell.err()
                                .println(
                                        "ctl: record "
                                                + entry.id()
                                                + " is of a newer format and not shown");
                case GAP, BROKEN_CHAIN -> {
                    shell.err()
                            .println(
                                    "ctl: record "
                                            + entry.id()
                                            + " does not follow from the one before: the journal"
                                            + " was altered. See: ctl journal verify");
                    return;
                }
            }
        }
    }
}
