package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.JournalEntry;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fleet decided, for the picture that a person at a shell gets: read once, from the agent
 * that knows most of it.
 */
final class FleetAsked {

    private final Map<Endpoint, FleetStanding> told = new LinkedHashMap<>();
    private final CtlMain root;

    FleetAsked(CtlMain root) {
        this.root = root;
    }

    /** An agent said how the fleet stands. */
    void told(Endpoint endpoint, FleetStanding standing) {
        told.put(endpoint, standing);
    }

    /** Reads the fleet's journal into {@code merge}; says so when no agent gives it whole. */
    void into(FleetMerge merge) {
        List<Map.Entry<Endpoint, FleetStanding>> best =
                told.entrySet().stream()
                        .sorted(
                                Comparator.comparing(
                                                (Map.Entry<Endpoint, FleetStanding> one) ->
                                                        one.getValue().quorum())
                                        .thenComparingLong(one -> one.getValue().journalSequence())
                                        .reversed())
                        .toList();
        String problem = "";
        for (Map.Entry<Endpoint, FleetStanding> one : best) {
            problem = read(one.getKey(), one.getValue().journalId(), merge);
            if (problem.isEmpty()) {
                break;
            }
        }
        if (!problem.isEmpty()) {
            root.shell().err().println("ctl: what the fleet decided is not known: " + problem);
        }
        // Reading took its time: what was said of the fleet still holds.
        told.values().forEach(standing -> merge.fleet(standing, root.shell().clock().now()));
    }

    private String read(Endpoint endpoint, String journalId, FleetMerge merge) {
        try (AgentCalls agent = new AgentCalls(endpoint)) {
            StringBuilder altered = new StringBuilder();
            agent.readJournal(journalId, entry -> add(entry, merge, altered));
            return altered.toString();
        } catch (AgentException e) {
            return e.words();
        }
    }

    private static void add(JournalEntry entry, FleetMerge merge, StringBuilder altered) {
        switch (merge.fleetJournal(entry)) {
            case APPENDED, KNOWN, UNREADABLE -> {}
            case GAP, BROKEN_CHAIN -> {
                if (altered.isEmpty()) {
                    altered.append("record ")
                            .append(entry.id())
                            .append(
                                    " does not follow from the one before: the fleet's journal was"
                                            + " altered");
                }
            }
        }
    }
}
