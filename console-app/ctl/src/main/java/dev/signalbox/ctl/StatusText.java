package dev.signalbox.ctl;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.JournalSentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A fleet as text for people: the sentence first, then each region with its trunks. */
final class StatusText {

    static final int WIDTH = 100;
    private static final String ROW = "  %-22s %-14s %7s %7s %7s %14s %18s";

    private StatusText() {}

    static List<String> lines(FleetView view) {
        List<String> lines = new ArrayList<>(Words.wrap(view.headline().sentence(), WIDTH));
        if (!view.headline().reason().isEmpty()) {
            lines.addAll(Words.wrap(view.headline().reason(), WIDTH));
        }
        lines.addAll(Offers.lines(view));
        for (RegionEntry entry : view.regions()) {
            lines.add("");
            region(entry, view.at(), lines);
        }
        List<ConnectionView> broken =
                view.connections().stream()
                        .filter(c -> c.state() != ConnectionView.State.LIVE)
                        .toList();
        if (!broken.isEmpty()) {
            lines.add("");
        }
        for (ConnectionView connection : broken) {
            String detail = connection.detail().isEmpty() ? "" : ": " + connection.detail();
            lines.add(
                    "Agent "
                            + connection.endpoint()
                            + " "
                            + Words.of(connection.state())
                            + " since "
                            + JournalSentences.clock(connection.since())
                            + detail);
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static void region(RegionEntry entry, Instant now, List<String> lines) {
        RegionView view = entry.view();
        String age = Words.format("data %.1f s old", entry.ageMillis() / 1_000.0);
        lines.add(
                view.title()
                        + "  "
                        + view.target().name()
                        + ", "
                        + view.jurisdiction()
                        + ", "
                        + (entry.stale() ? "STALE" : Words.of(view.severity()))
                        + Words.format(
                                ", %,d calls, %.1f new/s, ",
                                view.liveCalls(), view.callsPerSecond())
                        + age);
        boolean said = view.incidents().stream().anyMatch(i -> i.title().equals(view.finding()));
        if (!view.finding().isEmpty() && !said) {
            lines.addAll(indented("  ", "  ", view.finding()));
        }
        lines.add(
                Words.format(
                        ROW,
                        "Carrier",
                        "State",
                        "Share",
                        "Calls",
                        "New/s",
                        "Answered 5 min",
                        "PDD p50 / p95"));
        view.trunks().forEach(trunk -> trunk(trunk, lines));
        lines.addAll(SensesText.lines(view.senses()));
        for (IncidentView incident : view.incidents()) {
            incident(incident, now, lines);
        }
        lines.addAll(indented("  ", "  ", agent(view.agent())));
    }

    private static void trunk(TrunkView trunk, List<String> lines) {
        lines.add(
                Words.format(
                        ROW,
                        trunk.carrierTitle(),
                        Words.of(trunk.state()),
                        trunk.sharePercent() + " %",
                        Words.format("%,d", trunk.liveCalls()),
                        Words.format("%.1f", trunk.callsPerSecond()),
                        Words.answered(trunk.windows()),
                        Words.postDialDelay(trunk.windows())));
        if (!trunk.finding().isEmpty()) {
            lines.addAll(indented("    ", "    ", trunk.finding()));
        }
    }

    private static void incident(IncidentView incident, Instant now, List<String> lines) {
        lines.add(
                "  "
                        + incident.severity().letter()
                        + " "
                        + incident.title()
                        + ", for "
                        + Words.elapsed(incident.since(), now)
                        + " ("
                        + incident.id()
                        + ")");
        for (String sentence : List.of(incident.detail(), incident.action(), incident.next())) {
            if (!sentence.isEmpty()) {
                lines.addAll(indented("    ", "    ", sentence));
            }
        }
    }

    private static String agent(AgentStatus agent) {
        StringBuilder text = new StringBuilder("Agent " + agent.version());
        text.append(", routes at epoch ").append(agent.routeEpoch());
        text.append(", journal ").append(Words.of(agent.journal()));
        text.append(" (").append(Words.format("%,d", agent.journalSequence())).append(" records)");
        if (!agent.journalDetail().isEmpty()) {
            text.append(": ").append(agent.journalDetail());
        }
        AgentStatus.BrakeView brake = agent.brake();
        text.append(
                brake == null
                        ? ". Automation on"
                        : ". Automation stopped by "
                                + brake.by()
                                + " since "
                                + JournalSentences.clock(brake.since())
                                + ": "
                                + brake.reason());
        for (AgentStatus.RouterView router : agent.routers()) {
            if (!router.reachable()) {
                text.append(". Router ").append(router.name()).append(" cannot be reached");
                text.append(router.detail().isEmpty() ? "" : ": " + router.detail());
            }
        }
        return text.append(".").toString();
    }

    static List<String> indented(String first, String rest, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : Words.wrap(text, WIDTH - rest.length())) {
            lines.add((lines.isEmpty() ? first : rest) + line);
        }
        return lines;
    }
}
