package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster.Answer;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several agents answered, each asked once. Those that did not answer are told to the operator
 * at once.
 *
 * @param merge what they see, put together
 * @param regions the same, each region once, by the word of its own agent where that answered
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
        return ask(root, EnumSet.noneOf(More.class));
    }

    /** Asks every agent for a snapshot, and one for what the fleet decided. */
    static Asked withFleet(CtlMain root) throws IOException {
        return ask(root, EnumSet.of(More.FLEET));
    }

    /** Asks every agent for a snapshot and its whole journal, and one for what was decided. */
    static Asked withJournals(CtlMain root) throws IOException {
        return ask(root, EnumSet.allOf(More.class));
    }

    /** What is asked for beside the snapshots. */
    private enum More {
        JOURNALS,
        FLEET
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

    private static Asked ask(CtlMain root, Set<More> more) throws IOException {
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
        FleetAsked fleet = new FleetAsked(root);
        for (Answer<Heard> answer : root.roster(endpoints).all((_, a) -> hear(a, more, shell))) {
            Endpoint endpoint = answer.endpoint();
            switch (answer) {
                case Answer.Got<Heard> got -> {
                    Heard heard = got.value();
                    for (RegionView view : heard.told().regions()) {
                        merge.report(view, heard.at());
                        regions.add(view);
                    }
                    FleetStanding standing = heard.told().standing();
                    if (standing != null) {
                        fleet.told(endpoint, standing);
                    }
                    if (more.contains(More.JOURNALS)) {
                        journals.add(heard.journal());
                        add(heard.journal(), merge, shell);
                    }
                    merge.connection(endpoint.toString(), State.LIVE, "", heard.at());
                }
                case Answer.Failed<Heard> failed -> {
                    String said = root.sayUnreachable(endpoint, failed.why().words());
                    merge.connection(endpoint.toString(), State.BROKEN, said, shell.clock().now());
                    unreached.add(endpoint);
                }
            }
        }
        if (more.contains(More.FLEET)) {
            fleet.into(merge);
        }
        return new Asked(
                merge, once(regions), journals, endpoints.size() - unreached.size(), unreached);
    }

    /** What one agent told, and when. */
    private record Heard(AgentCalls.Told told, Now at, List<JournalEntry> journal) {}

    private static Heard hear(AgentCalls agent, Set<More> more, Shell shell)
            throws UnreachableException, RefusedException {
        AgentCalls.Told told = agent.told();
        Now at = shell.clock().now();
        List<JournalEntry> journal = new ArrayList<>();
        if (more.contains(More.JOURNALS)) {
            agent.readJournal(journal::add);
        }
        return new Heard(told, at, journal);
    }

    /** Agents tell of each other's regions too: the word of the region's own agent counts. */
    private static List<RegionView> once(List<RegionView> told) {
        Map<Target.Region, RegionView> newest = new LinkedHashMap<>();
        for (RegionView view : told) {
            newest.merge(view.target(), view, Asked::better);
        }
        return List.copyOf(newest.values());
    }

    private static RegionView better(RegionView one, RegionView other) {
        if ((one.relay() == null) != (other.relay() == null)) {
            return one.relay() == null ? one : other;
        }
        return other.measuredAt().isAfter(one.measuredAt()) ? other : one;
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
