package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.time.Now;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Puts what several agents say together into one picture. Several agents may report the same
 * region; the newest report counts. Time is given in; for one thread.
 */
public final class FleetMerge {

    /** A region without a report for longer than this is stale. */
    public static final long STALE_AFTER_MILLIS = 3_000;

    /** How many journal lines a console's picture holds. */
    public static final int JOURNAL_LINES_MAX = 2_000;

    private final Map<String, ConnectionView> connections = new LinkedHashMap<>();
    private final Map<String, Held> regions = new TreeMap<>();
    private final JournalMerge journal;
    private final FleetJournalMerge fleetJournal;
    private final StandingMerge standings = new StandingMerge();

    /** What became of a journal record. */
    public enum JournalStep {
        /** It is the next one, and in the picture. */
        APPENDED,
        /** It is the next one, of a format this program is too old to show. */
        UNREADABLE,
        /** It was here already. */
        KNOWN,
        /** Records before it are missing: it was not taken, read again. */
        GAP,
        /** Its hash does not follow from the record before: it was not taken. */
        BROKEN_CHAIN
    }

    /**
     * @param endpoints in the order they are shown
     * @param now when connecting to them began
     */
    public FleetMerge(List<String> endpoints, Now now) {
        this(endpoints, now, JOURNAL_LINES_MAX);
    }

    /**
     * @param endpoints in the order they are shown
     * @param now when connecting to them began
     * @param journalLinesMax how many of the newest journal lines are kept
     */
    public FleetMerge(List<String> endpoints, Now now, int journalLinesMax) {
        journal = new JournalMerge(journalLinesMax);
        fleetJournal = new FleetJournalMerge(journalLinesMax);
        for (String endpoint : endpoints) {
            connections.put(
                    endpoint,
                    new ConnectionView(endpoint, ConnectionView.State.CONNECTING, "", now.wall()));
        }
    }

    /** The state of a connection; {@code detail} says what is the matter, empty when live. */
    public void connection(String endpoint, ConnectionView.State state, String detail, Now now) {
        ConnectionView was = connections.get(endpoint);
        Instant since = was != null && was.state() == state ? was.since() : now.wall();
        connections.put(endpoint, new ConnectionView(endpoint, state, detail, since));
    }

    /**
     * A report of a region, whole or with only the new slices of its history. One that another
     * agent passed on is as old as that agent says.
     *
     * @return true when it is the newest of its region now; an older one only fills gaps in the
     *     history
     */
    public boolean report(RegionView report, Now now) {
        Held held = regions.get(report.target().name());
        if (held == null) {
            held = new Held(report, receivedNanos(report, now));
            held.history.replace(report.history());
            regions.put(report.target().name(), held);
        } else if (newer(report, held, now)) {
            held.view = report;
            held.metrics = report.metrics().rows().isEmpty() ? held.metrics : report.metrics();
            held.receivedNanos = receivedNanos(report, now);
            held.history.replace(report.history());
        } else {
            held.history.fill(report.history());
            return false;
        }
        if (report.relay() == null) {
            standings.heard(report.target().name(), now);
        }
        names();
        return true;
    }

    /** A record of a journal; records of one journal come in order. */
    public JournalStep journal(JournalEntry entry) {
        return journal.add(entry);
    }

    /** An agent says how the fleet stands; it does so when that has changed. */
    public void fleet(FleetStanding standing, Now now) {
        standings.add(standing, now);
    }

    /** A record of the fleet's journal, which is read whole: its records come in order from 1. */
    public JournalStep fleetJournal(JournalEntry entry) {
        return fleetJournal.add(entry);
    }

    /** The fleet's journal is read from the record after {@code state}: its lines begin there. */
    public void fleetBegins(FleetState state) {
        fleetJournal.begin(state);
    }

    /** Drops the records of a journal that its agent does not have any more. */
    public void forgetJournal(String journalId) {
        journal.forget(journalId);
        fleetJournal.forget(journalId);
    }

    /** The picture at this moment. */
    public FleetView view(Now now) {
        List<RegionEntry> entries = new ArrayList<>();
        for (Held held : regions.values()) {
            long ageMillis = Math.max(0, now.millisSince(held.receivedNanos));
            entries.add(new RegionEntry(held.whole(), ageMillis, ageMillis > STALE_AFTER_MILLIS));
        }
        List<ConnectionView> connected = List.copyOf(connections.values());
        FleetDecisions decisions = fleetJournal.decisions(standings.newest(now));
        UnaryOperator<String> titles = Situation.titles(entries, decisions);
        Situation situation = new Situation(decisions.state(), titles, now.wall());
        Consequences consequences = new Consequences(decisions.state(), titles, situation);
        return new FleetView(
                now.wall(),
                Headlines.of(entries, connected, decisions, now.wall()),
                entries.stream().map(consequences::told).toList(),
                connected,
                journal.lines(),
                decisions);
    }

    /**
     * Within a run the version decides, and the same version measured later is a sign of life. A
     * new run replaces an old one when it was measured later, or when the old one has gone silent:
     * the restarted agent's clock may have been set back. What another agent passes on may be old:
     * it never replaces what was heard later, and gives way to the region's own word.
     */
    private static boolean newer(RegionView report, Held held, Now now) {
        RegionView view = held.view;
        boolean later = report.measuredAt().isAfter(view.measuredAt());
        if (report.bootId().equals(view.bootId())) {
            boolean own =
                    report.relay() == null
                            && view.relay() != null
                            && !report.measuredAt().isBefore(view.measuredAt());
            return report.version() > view.version()
                    || (report.version() == view.version() && (later || own));
        }
        boolean heardLater = receivedNanos(report, now) - held.receivedNanos > 0;
        return later || (heardLater && now.millisSince(held.receivedNanos) > STALE_AFTER_MILLIS);
    }

    /** When it came from its own agent, to this console or to the agent that passed it on. */
    private static long receivedNanos(RegionView report, Now now) {
        RegionView.Relay relay = report.relay();
        return relay == null ? now.nanos() : now.nanos() - relay.ageMillis() * 1_000_000;
    }

    private void names() {
        Map<String, String> journalRegions = new HashMap<>();
        Map<String, String> titles = new HashMap<>();
        Map<String, String> regionTitles = new HashMap<>();
        Map<String, String> serviceTitles = new HashMap<>();
        for (Held held : regions.values()) {
            RegionView view = held.view;
            journalRegions.put(view.agent().journalId(), view.target().name());
            regionTitles.put(view.target().name(), view.title());
            for (ServiceView service : view.senses().services()) {
                serviceTitles.put(service.target().name(), service.title());
            }
            for (TrunkView trunk : view.trunks()) {
                titles.put(trunk.target().carrier(), trunk.carrierTitle());
            }
        }
        journal.names(journalRegions, titles);
        fleetJournal.names(regionTitles, serviceTitles);
    }

    /** A region's newest report, and beside it its whole history and newest metrics. */
    private static final class Held {
        private final HistoryMerge history = new HistoryMerge();
        private RegionView view;
        private RegionMetrics metrics;
        private long receivedNanos;

        Held(RegionView view, long receivedNanos) {
            this.view = view;
            this.metrics = view.metrics();
            this.receivedNanos = receivedNanos;
        }

        RegionView whole() {
            return view.withHistory(history.points()).withMetrics(metrics);
        }
    }
}
