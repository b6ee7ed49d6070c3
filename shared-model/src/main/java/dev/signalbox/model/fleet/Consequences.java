package dev.signalbox.model.fleet;

import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What follows from a region being lost or cut off. A region's own agent sees carriers that bring
 * no calls and routers that do not answer; it cannot see that its whole edge is gone. What follows
 * stays in sight with the region, is no headline, and gives no advice.
 */
final class Consequences {

    private final FleetState state;
    private final UnaryOperator<String> title;
    private final Situation situation;

    Consequences(FleetState state, UnaryOperator<String> title, Situation situation) {
        this.state = state;
        this.title = title;
        this.situation = situation;
    }

    /** The region is lost: nothing that its own agent finds at its edge is news. */
    boolean lost(String region) {
        return state.verdict(region) == RegionVerdict.LOST;
    }

    /**
     * Whether something wrong follows from a region that is lost or cut off.
     *
     * @param region whose agent found it
     */
    boolean follows(String region, IncidentView incident) {
        return !of(region, incident.target()).isEmpty();
    }

    /** The entry as it is told: the fleet's verdict first, what follows from it behind. */
    RegionEntry told(RegionEntry entry) {
        RegionView view = entry.view();
        String name = view.target().name();
        RegionVerdict verdict = state.verdict(name);
        boolean touched = view.incidents().stream().anyMatch(one -> follows(name, one));
        List<DeadEnds.DeadEnd> ends = new DeadEnds(state).of(name);
        if (verdict == RegionVerdict.PRESENT && !touched && ends.isEmpty()) {
            return entry;
        }
        List<IncidentView> incidents =
                view.incidents().stream()
                        .map(one -> after(one, of(name, one.target())))
                        .sorted(Comparator.comparing(IncidentView::severity).reversed())
                        .toList();
        RegionView told =
                switch (verdict) {
                    case LOST ->
                            judged(
                                    view,
                                    Situation.lost(state, name),
                                    "lost",
                                    lostWords(name),
                                    incidents);
                    case ISOLATED ->
                            judged(
                                    view,
                                    max(worst(view, incidents), Severity.MAJOR),
                                    "cut off",
                                    "Cut off from the other regions; its carriers still deliver"
                                            + " calls there",
                                    incidents);
                    case PRESENT ->
                            ends.isEmpty()
                                    ? view.judged(
                                            worst(view, incidents),
                                            incidents.getFirst().title(),
                                            incidents,
                                            view.senses())
                                    : judged(
                                            view,
                                            Severity.CRITICAL,
                                            "calls reach nobody",
                                            sent(ends.getFirst()),
                                            incidents);
                };
        return new RegionEntry(told, entry.ageMillis(), entry.stale());
    }

    private String sent(DeadEnds.DeadEnd end) {
        return end.percent()
                + " % of its new calls that may move go to "
                + title.apply(end.target())
                + "'s dead edge";
    }

    private String lostWords(String region) {
        SortedSet<String> targets = situation.targets(region);
        if (!targets.isEmpty() && targets.stream().allMatch(this::lost)) {
            return "Its edge takes no calls, nor does that of "
                    + String.join(", ", targets.stream().map(title).toList())
                    + ", where new calls go";
        }
        return targets.isEmpty()
                ? "Its edge takes no calls; nothing has moved"
                : "Its edge takes no calls; new calls that may move go to "
                        + String.join(", ", targets.stream().map(title).toList());
    }

    /** Who says it: the fleet's verdict rests on others than the things of the region itself. */
    private List<String> says(String region) {
        FleetState.Judged judged = state.verdicts().get(region);
        if (judged == null || judged.sentence().isBlank()) {
            return List.of();
        }
        String sentence = judged.sentence().strip();
        int who = sentence.indexOf(": ");
        return List.of(who < 0 ? sentence : sentence.substring(who + 2));
    }

    private RegionView judged(
            RegionView view,
            Severity severity,
            String state,
            String finding,
            List<IncidentView> incidents) {
        List<HealthEntry> health =
                view.senses().health().stream()
                        .map(
                                one ->
                                        one.target().equals(view.target())
                                                ? new HealthEntry(
                                                        one.target(),
                                                        one.title(),
                                                        severity,
                                                        state,
                                                        finding,
                                                        one.since(),
                                                        says(view.target().name()),
                                                        one.ageMillis())
                                                : one)
                        .toList();
        return view.judged(severity, finding, incidents, view.senses().withHealth(health));
    }

    /** As the region's agent takes the worst, of what is left. */
    private static Severity worst(RegionView view, List<IncidentView> incidents) {
        return Stream.of(
                        view.trunks().stream().map(trunk -> trunk.state().severity()),
                        view.senses().services().stream().map(ServiceView::severity),
                        incidents.stream().map(IncidentView::severity))
                .flatMap(Function.identity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.WELL);
    }

    private static Severity max(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private IncidentView after(IncidentView incident, String cause) {
        return cause.isEmpty()
                ? incident
                : new IncidentView(
                        incident.id(),
                        incident.target(),
                        Severity.MINOR,
                        incident.title(),
                        incident.detail(),
                        "Follows from it that " + cause + ": nothing to do here",
                        "",
                        null,
                        incident.since(),
                        incident.decisions(),
                        incident.intent());
    }

    /** Why it is so, empty when it follows from nothing. */
    private String of(String region, Target target) {
        return switch (target) {
            case Target.Trunk _, Target.Region _, Target.Carrier _, Target.Service _ ->
                    lost(region) ? cause(region) : "";
            case Target.Path path ->
                    Stream.of(path.from(), path.to())
                            .map(this::cause)
                            .filter(words -> !words.isEmpty())
                            .findFirst()
                            .orElse("");
            // Providers are called over other roads than those that calls come in by.
            case Target.Provider _, Target.Dependency _ -> "";
        };
    }

    private String cause(String region) {
        return switch (state.verdict(region)) {
            case LOST -> title.apply(region) + "'s edge takes no calls";
            case ISOLATED -> title.apply(region) + " is cut off from the other regions";
            case PRESENT -> "";
        };
    }
}
