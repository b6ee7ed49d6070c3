package dev.signalbox.dashboards.part.incident;

import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is wrong, as a person reads it.
 *
 * @param key stays the same while it is the same trouble
 * @param elapsed how long it has lasted, empty when that is not known
 * @param detail cause and numbers
 * @param action what was done, or why nothing was
 * @param moving true when calls were moved because of it
 * @param next what comes next, empty when nothing is planned
 * @param region where, empty when nowhere in particular
 */
public record Trouble(
        String key,
        Sign sign,
        String title,
        String elapsed,
        String detail,
        String action,
        boolean moving,
        String next,
        String region) {

    /** All that is wrong with a fleet, grouped by cause, the worst first. */
    public static List<Trouble> of(FleetView view) {
        // Of equally bad ones what takes a whole region stands first.
        List<Trouble> troubles = new ArrayList<>(FleetTroubles.of(view));
        troubles.addAll(incidents(view));
        for (RegionEntry entry : view.regions()) {
            if (entry.stale()) {
                troubles.add(silent(entry));
            } else {
                addAgent(troubles, entry, view);
            }
        }
        for (ConnectionView connection : view.connections()) {
            switch (connection.state()) {
                case BROKEN -> troubles.add(broken(connection, view.at()));
                case UNRECORDED -> troubles.add(unrecorded(connection, view.at()));
                case CONNECTING, LIVE -> {}
            }
        }
        troubles.sort(Comparator.comparing(Trouble::sign).reversed());
        return troubles;
    }

    /** Incidents with the same title have the same cause: one carrier failing in two regions. */
    private static List<Trouble> incidents(FleetView view) {
        Map<String, List<Wrong>> causes = new LinkedHashMap<>();
        for (RegionEntry entry : view.regions()) {
            if (!entry.stale()) {
                entry.view()
                        .incidents()
                        .forEach(
                                incident ->
                                        causes.computeIfAbsent(
                                                        incident.title(), _ -> new ArrayList<>())
                                                .add(
                                                        new Wrong(
                                                                incident,
                                                                entry.view().target().name())));
            }
        }
        // As the headline: of equally bad ones that which has lasted longest stands first.
        return causes.values().stream()
                .sorted(Comparator.comparing(Trouble::since))
                .map(cause -> group(cause, view.at()))
                .toList();
    }

    /** An incident and the region that reports it. */
    private record Wrong(IncidentView incident, String region) {}

    private static Trouble group(List<Wrong> cause, Instant now) {
        Wrong first =
                cause.stream()
                        .max(Comparator.comparing(wrong -> wrong.incident().severity()))
                        .orElseThrow();
        IncidentView worst = first.incident();
        Instant since = since(cause);
        String where = String.join(", ", cause.stream().map(Wrong::region).toList());
        return new Trouble(
                worst.id(),
                Sign.of(worst.severity()),
                worst.title(),
                Times.elapsed(since, now),
                where + ": " + worst.detail(),
                worst.action(),
                cause.stream().anyMatch(wrong -> !wrong.incident().decisions().isEmpty()),
                next(worst, now),
                first.region());
    }

    private static Instant since(List<Wrong> cause) {
        return cause.stream()
                .map(wrong -> wrong.incident().since())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static String next(IncidentView incident, Instant now) {
        if (incident.next().isEmpty() || incident.nextAt() == null) {
            return incident.next();
        }
        return incident.nextAt().isAfter(now)
                ? incident.next() + " (in " + Times.elapsed(now, incident.nextAt()) + ")"
                : incident.next();
    }

    private static Trouble silent(RegionEntry entry) {
        String name = entry.view().target().name();
        return new Trouble(
                "silent " + name,
                Sign.STALE,
                name + " is silent: its figures are not counted",
                "",
                "No report for "
                        + Times.age(entry.ageMillis())
                        + "; last known "
                        + Numbers.counted(entry.view().liveCalls(), "call", "calls"),
                "Its SBCs keep the last routes; moves run out with their leases",
                false,
                "",
                name);
    }

    private static void addAgent(List<Trouble> troubles, RegionEntry entry, FleetView view) {
        String name = entry.view().target().name();
        // That its router does not answer follows from it.
        boolean lost = view.fleet().state().verdict(name) == RegionVerdict.LOST;
        AgentStatus agent = entry.view().agent();
        switch (agent.journal()) {
            case GOOD -> {}
            case UNWRITABLE ->
                    troubles.add(
                            agentTrouble(
                                    "journal " + name,
                                    Sign.CRITICAL,
                                    "Journal of " + name + " cannot be written",
                                    agent.journalDetail(),
                                    "Nothing new is decided there until it can",
                                    name));
            case BROKEN ->
                    troubles.add(
                            agentTrouble(
                                    "journal " + name,
                                    Sign.CRITICAL,
                                    "Journal of " + name + " does not verify",
                                    agent.journalDetail(),
                                    "Nothing new is decided there",
                                    name));
        }
        for (AgentStatus.RouterView router : agent.routers()) {
            if (!router.reachable() && !lost) {
                troubles.add(
                        agentTrouble(
                                "router " + name + router.name(),
                                Sign.MAJOR,
                                "Router " + router.name() + " does not answer",
                                name + ": " + router.detail(),
                                "Moves cannot reach it; it goes on with its own routes",
                                name));
            }
        }
        AgentStatus.BrakeView brake = agent.brake();
        if (brake != null) {
            troubles.add(
                    new Trouble(
                            "brake " + name,
                            Sign.MINOR,
                            "Automation stopped in " + name,
                            Times.elapsed(brake.since(), view.at()),
                            "By " + brake.by() + ": " + brake.reason(),
                            "Diagnoses go on; nothing is moved",
                            false,
                            "",
                            name));
        }
    }

    private static Trouble agentTrouble(
            String key, Sign sign, String title, String detail, String action, String region) {
        return new Trouble(key, sign, title, "", detail, action, false, "", region);
    }

    private static Trouble unrecorded(ConnectionView connection, Instant now) {
        String words = connection.detail();
        return new Trouble(
                "connection " + connection.endpoint(),
                Sign.STALE,
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                Times.elapsed(connection.since(), now),
                "",
                "",
                false,
                "",
                "");
    }

    private static Trouble broken(ConnectionView connection, Instant now) {
        return new Trouble(
                "connection " + connection.endpoint(),
                Sign.STALE,
                "No connection to " + connection.endpoint(),
                Times.elapsed(connection.since(), now),
                connection.detail(),
                "Trying again by itself",
                false,
                "",
                "");
    }
}
