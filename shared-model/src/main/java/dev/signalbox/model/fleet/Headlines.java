package dev.signalbox.model.fleet;

import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the sentence at the top: the worst first, everything else that needs a person after it in
 * short. What callers hear is said from counted calls only.
 */
final class Headlines {

    /** A sentence longer than this leaves what was done to the line below. */
    private static final int SENTENCE_CHARS_MAX = 150;

    private Headlines() {}

    /**
     * Something worth saying.
     *
     * @param brief the same in a few words, for when something worse is said first
     */
    record Statement(Severity severity, String sentence, String reason, String brief) {}

    /** The headline over all that is known at {@code at}, the console's wall time. */
    static Headline of(
            List<RegionEntry> regions,
            List<ConnectionView> connections,
            FleetDecisions fleet,
            Instant at) {
        // The order breaks ties between things that are equally bad.
        List<Statement> statements =
                new ArrayList<>(new FleetHeadlines(fleet, regions, at).statements());
        List<RegionEntry> fresh = regions.stream().filter(entry -> !entry.stale()).toList();
        UnaryOperator<String> titles = Situation.titles(regions, fleet);
        Consequences consequences =
                new Consequences(fleet.state(), titles, new Situation(fleet.state(), titles, at));
        incidents(fresh, consequences, statements);
        if (regions.isEmpty()) {
            nothingKnown(connections, statements);
        } else {
            regions.stream().filter(RegionEntry::stale).forEach(e -> stale(e, statements));
            broken(connections, at, statements);
        }
        fresh.forEach(entry -> agent(entry.view(), consequences, statements));
        fresh.stream()
                .filter(entry -> !consequences.lost(entry.view().target().name()))
                .filter(entry -> !emptied(entry.view(), fleet.state()))
                .forEach(entry -> finding(entry.view(), statements));
        if (statements.isEmpty()) {
            Headline calm = calm(fresh, connections);
            String missed = new FleetHeadlines(fleet, regions, at).missed();
            return new Headline(calm.severity(), calm.sentence(), join(missed, calm.reason()));
        }
        statements.sort(Comparator.comparing(Statement::severity).reversed());
        Statement worst = statements.getFirst();
        String also =
                statements.stream().skip(1).map(Statement::brief).collect(Collectors.joining("; "));
        String reason =
                also.isEmpty() ? worst.reason() : join(worst.reason(), "Also: " + also + ".");
        return new Headline(worst.severity(), worst.sentence(), reason);
    }

    /** One statement for all regions in which the same is wrong. */
    private static void incidents(
            List<RegionEntry> fresh, Consequences consequences, List<Statement> statements) {
        Map<String, List<Wrong>> byTitle = new LinkedHashMap<>();
        fresh.stream()
                .flatMap(e -> e.view().incidents().stream().map(i -> new Wrong(i, e.view())))
                .filter(
                        wrong ->
                                !consequences.follows(
                                        wrong.region().target().name(), wrong.incident()))
                .sorted(
                        Comparator.comparing((Wrong wrong) -> wrong.incident().severity())
                                .reversed()
                                .thenComparing(wrong -> wrong.incident().since()))
                .forEach(
                        wrong ->
                                byTitle.computeIfAbsent(
                                                wrong.incident().title(), _ -> new ArrayList<>())
                                        .add(wrong));
        int count = byTitle.size();
        boolean first = true;
        for (List<Wrong> same : byTitle.values()) {
            statements.add(incident(same, first && count > 1 ? count : 1));
            first = false;
        }
    }

    private static Statement incident(List<Wrong> same, int count) {
        IncidentView worst = same.getFirst().incident();
        String where = list(same.stream().map(wrong -> wrong.region().title()).distinct().toList());
        // A path names both its ends already.
        String what =
                worst.target() instanceof Target.Path
                        ? worst.title()
                        : worst.title() + " in " + where;
        String title = (count > 1 ? count + " things are wrong, first: " : "") + what + ".";
        String heard = heard(same);
        String whole = join(title, join(worst.action(), heard));
        boolean fits = whole.length() <= SENTENCE_CHARS_MAX;
        String reason =
                join(join(fits ? "" : worst.action(), upperFirst(worst.detail())), worst.next());
        return new Statement(
                worst.severity(), fits ? whole : join(title, heard), reason, lowerFirst(what));
    }

    /** One sentence for all regions: two that contradict each other would say nothing. */
    private static String heard(List<Wrong> same) {
        boolean silence =
                same.stream()
                        .allMatch(
                                wrong ->
                                        switch (wrong.incident().target()) {
                                            case Target.Provider _,
                                                    Target.Service _,
                                                    Target.Dependency _ ->
                                                    true;
                                            case Target.Trunk _,
                                                    Target.Path _,
                                                    Target.Region _,
                                                    Target.Carrier _ ->
                                                    false;
                                        });
        if (silence) {
            return Callers.silenceIn(same.stream().map(Wrong::region).distinct().toList());
        }
        return same.stream()
                .map(wrong -> Callers.hear(wrong.region(), wrong.incident().target()))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static void nothingKnown(List<ConnectionView> connections, List<Statement> statements) {
        String endpoints = list(connections.stream().map(ConnectionView::endpoint).toList());
        boolean broken =
                connections.stream().anyMatch(c -> c.state() == ConnectionView.State.BROKEN);
        if (broken) {
            String details =
                    connections.stream()
                            .filter(c -> !c.detail().isEmpty())
                            .map(c -> c.endpoint() + ": " + c.detail())
                            .collect(Collectors.joining("; "));
            statements.add(
                    new Statement(
                            Severity.MAJOR,
                            "No agent answers at " + endpoints + ": nothing is known of any call.",
                            join(details, "Routes stay as they are. Trying again."),
                            "no agent answers"));
        }
    }

    private static void stale(RegionEntry entry, List<Statement> statements) {
        String title = entry.view().title();
        String age = seconds(Duration.ofMillis(entry.ageMillis()));
        statements.add(
                new Statement(
                        Severity.MAJOR,
                        "No news from "
                                + title
                                + " for "
                                + age
                                + ": what its callers hear is not known.",
                        "Its figures are old and not counted. Its agent goes on by itself if it"
                                + " lives; if not, its routers return to their own defaults.",
                        "no news from " + title + " for " + age));
    }

    private static void broken(
            List<ConnectionView> connections, Instant at, List<Statement> statements) {
        for (ConnectionView connection : connections) {
            if (connection.state() == ConnectionView.State.LIVE && !connection.detail().isEmpty()) {
                String what = "What the agent at " + connection.endpoint() + " tells is not sound";
                statements.add(
                        new Statement(Severity.MAJOR, what + ".", connection.detail(), what));
            }
            if (connection.state() == ConnectionView.State.UNRECORDED) {
                String what = connection.detail();
                statements.add(new Statement(Severity.MINOR, upperFirst(what) + ".", "", what));
            }
            if (connection.state() == ConnectionView.State.BROKEN) {
                String since = elapsed(Duration.between(connection.since(), at));
                statements.add(
                        new Statement(
                                Severity.MINOR,
                                "Connection to the agent at "
                                        + connection.endpoint()
                                        + " is lost since "
                                        + since
                                        + ".",
                                join(connection.detail(), "Trying again."),
                                "connection to " + connection.endpoint() + " lost"));
            }
        }
    }

    private static void agent(
            RegionView region, Consequences consequences, List<Statement> statements) {
        AgentStatus agent = region.agent();
        String title = region.title();
        if (agent.journal() != JournalCondition.GOOD) {
            boolean broken = agent.journal() == JournalCondition.BROKEN;
            // Worse than an incident that was dealt with: the next one will not be.
            String what = broken ? "does not verify" : "cannot be written";
            statements.add(
                    new Statement(
                            Severity.CRITICAL,
                            "The journal of "
                                    + title
                                    + " "
                                    + what
                                    + ": its agent decides nothing until it can.",
                            agent.journalDetail(),
                            "the journal of " + title + " " + what));
        }
        for (AgentStatus.RouterView router : agent.routers()) {
            if (!router.reachable() && !consequences.lost(region.target().name())) {
                statements.add(
                        new Statement(
                                Severity.MAJOR,
                                "Router "
                                        + router.name()
                                        + " in "
                                        + title
                                        + " cannot be reached: new decisions do not reach calls.",
                                router.detail(),
                                "router " + router.name() + " in " + title + " not reachable"));
            }
        }
        if (!agent.recorderTrouble().isEmpty()) {
            statements.add(
                    new Statement(
                            Severity.MINOR,
                            "Nothing is recorded for replay in " + title + ".",
                            agent.recorderTrouble(),
                            "nothing is recorded in " + title));
        }
        AgentStatus.BrakeView brake = agent.brake();
        if (brake != null) {
            String stopped = "utomation in " + title + " is stopped by " + brake.by();
            statements.add(
                    new Statement(
                            Severity.MINOR,
                            "A" + stopped + " since " + Callers.clock(brake.since()) + ".",
                            join(brake.reason(), "Nothing moves by itself until it is released."),
                            "a" + stopped));
        }
    }

    /**
     * A region whose calls were taken from it, and of which nobody can name anything else: that it
     * has none is said with the change.
     */
    private static boolean emptied(RegionView region, FleetState state) {
        return region.finding().isEmpty() && !state.table().door(region.target().name()).isEmpty();
    }

    /** A region that is not well without an incident, for example with a trunk under suspicion. */
    private static void finding(RegionView region, List<Statement> statements) {
        if (region.severity() != Severity.WELL && region.incidents().isEmpty()) {
            String finding =
                    region.finding().isEmpty() ? "Something needs a look" : region.finding();
            String what = finding + " in " + region.title();
            statements.add(
                    new Statement(
                            region.severity(),
                            join(what + ".", Callers.hear(region)),
                            "",
                            lowerFirst(what)));
        }
    }

    private static Headline calm(List<RegionEntry> fresh, List<ConnectionView> connections) {
        List<String> waiting =
                connections.stream()
                        .filter(c -> c.state() == ConnectionView.State.CONNECTING)
                        .map(ConnectionView::endpoint)
                        .toList();
        String connecting = waiting.isEmpty() ? "" : "Connecting to " + list(waiting) + ".";
        if (fresh.isEmpty()) {
            String sentence = connecting.isEmpty() ? "Waiting for a first report." : connecting;
            return new Headline(Severity.WELL, sentence, "");
        }
        long calls = fresh.stream().mapToLong(entry -> entry.view().liveCalls()).sum();
        double newCalls = fresh.stream().mapToDouble(e -> e.view().callsPerSecond()).sum();
        String where =
                fresh.size() == 1
                        ? "in " + fresh.getFirst().view().title()
                        : "in " + fresh.size() + " regions";
        String sentence =
                String.format(
                        Locale.ROOT,
                        "All is well: %,d %s %s, %.1f new a second.",
                        calls,
                        calls == 1 ? "call" : "calls",
                        where,
                        newCalls);
        String heard = join(Callers.lastMinute(fresh), Callers.silence(fresh));
        return new Headline(Severity.WELL, sentence, join(heard, connecting));
    }

    private record Wrong(IncidentView incident, RegionView region) {}

    /** Two sentences in a row, each with its full stop; empty ones vanish. */
    static String join(String first, String second) {
        return (stop(first) + " " + stop(second)).strip();
    }

    private static String stop(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0
                ? stripped
                : stripped + ".";
    }

    private static String list(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private static String upperFirst(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String lowerFirst(String text) {
        // A carrier's own name keeps its capital: only a leading common word may lose it.
        return text.startsWith("Carrier ") ? "c" + text.substring(1) : text;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() < 100
                ? duration.toSeconds() + " s"
                : elapsed(duration) + " min";
    }

    private static String elapsed(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds / 60 % 60);
    }
}
