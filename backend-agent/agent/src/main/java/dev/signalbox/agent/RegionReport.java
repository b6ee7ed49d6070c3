package dev.signalbox.agent;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What consoles are told of a region, made from what is measured and what is decided. Told the
 * time; remembers only since when something is as it is.
 */
final class RegionReport {

    /** Fewer attempts in five minutes say nothing about a trunk. */
    private static final int ATTEMPTS_FOR_A_VERDICT = 5;

    /**
     * When and which report.
     *
     * @param version grows with every report of a run
     * @param journalMillis {@code now} on the journal's own time line
     */
    record Stamp(long version, long journalMillis, Now now) {}

    private final Policy policy;
    private final Region region;
    private final String bootId;
    private final SensesReport sensesReport;
    private final HealthReport healthReport;

    /**
     * @param bootId of this run. Not the journal's: while that cannot be written it still names the
     *     run before, and consoles would take these reports for older ones
     */
    RegionReport(Policy policy, Region region, String bootId) {
        this.policy = policy;
        this.region = region;
        this.bootId = bootId;
        this.sensesReport = new SensesReport(policy, region.name());
        this.healthReport = new HealthReport(policy, region.name());
    }

    /**
     * The whole report.
     *
     * @param failing whether a diagnosed trunk fails calls now, as the rules see it
     */
    RegionView of(
            DecisionState state,
            Picture picture,
            Senses senses,
            Predicate<Target.Trunk> failing,
            AgentStatus agent,
            Stamp stamp) {
        Now now = stamp.now();
        List<TrunkView> trunks =
                policy.trunksOf(region.name()).stream()
                        .map(t -> trunk(t, state, picture, senses, failing, now))
                        .toList();
        RegionSenses rest = sensesReport.of(state, picture, senses, now);
        List<IncidentView> wrong = incidents(state, picture, trunks, rest, stamp);
        Severity severity = worst(trunks, rest, wrong, state);
        String finding = wrong.isEmpty() ? HandWords.of(state, policy) : wrong.getFirst().title();
        List<HealthEntry> health = healthReport.of(trunks, rest, severity, finding, now.wall());
        return new RegionView(
                        new Target.Region(region.name()),
                        region.title(),
                        region.latitude(),
                        region.longitude(),
                        region.jurisdiction(),
                        bootId,
                        stamp.version(),
                        stamp.now().wall(),
                        severity,
                        finding,
                        trunks.stream().mapToInt(TrunkView::liveCalls).sum(),
                        trunks.stream().mapToDouble(TrunkView::callsPerSecond).sum(),
                        trunks,
                        wrong,
                        senses.history(),
                        agent,
                        rest.withHealth(health))
                .withMetrics(senses.metrics(now));
    }

    private List<IncidentView> incidents(
            DecisionState state,
            Picture picture,
            List<TrunkView> trunks,
            RegionSenses rest,
            Stamp stamp) {
        boolean silence = rest.silence().silentNow() > 0;
        IncidentReport incidents =
                new IncidentReport(policy, state, picture, stamp.journalMillis(), stamp.now());
        Map<Target, TrunkState> trunkStates =
                trunks.stream().collect(Collectors.toMap(TrunkView::target, TrunkView::state));
        List<IncidentView> wrong = new ArrayList<>();
        state.diagnoses()
                .forEach(
                        (target, open) -> {
                            TrunkState trunk = trunkStates.get(target);
                            if (target instanceof Target.Trunk known && open.code().movesRoutes()) {
                                if (trunk != null) {
                                    wrong.add(incidents.of(known, trunk));
                                }
                            } else {
                                IncidentView incident = incidents.of(target, region.name());
                                boolean past =
                                        !silence
                                                && open.code()
                                                        == DiagnosisCode.CALLERS_HEAR_SILENCE;
                                wrong.add(past ? over(incident) : incident);
                            }
                        });
        wrong.sort(
                Comparator.comparing(IncidentView::severity)
                        .thenComparing(IncidentView::since)
                        .reversed());
        return List.copyOf(wrong);
    }

    /** Nobody hears silence any more; it stays in sight until that has lasted. */
    private static IncidentView over(IncidentView incident) {
        return new IncidentView(
                incident.id(),
                incident.target(),
                Severity.MINOR,
                incident.title().replace(" hear silence", " heard silence"),
                incident.detail(),
                incident.action(),
                "Closes when nobody does for a while",
                null,
                incident.since(),
                incident.decisions());
    }

    private static Severity worst(
            List<TrunkView> trunks,
            RegionSenses senses,
            List<IncidentView> wrong,
            DecisionState state) {
        // What a person holds out is nothing that nobody knows of, and is not to be forgotten.
        return Stream.of(
                        trunks.stream()
                                .filter(t -> !state.heldOut(t.target()))
                                .map(t -> t.state().severity()),
                        state.hands().values().stream()
                                .filter(DecisionState.Hand::out)
                                .map(_ -> Severity.MINOR),
                        senses.services().stream().map(ServiceView::severity),
                        wrong.stream().map(IncidentView::severity))
                .flatMap(Function.identity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.WELL);
    }

    private TrunkView trunk(
            Trunk trunk,
            DecisionState state,
            Picture picture,
            Senses senses,
            Predicate<Target.Trunk> failing,
            Now now) {
        List<WindowMeasures> windows = senses.windows(trunk.target(), now);
        TrunkState trunkState = state(trunk.target(), state, picture, failing, windows);
        TrunkPicture seen = picture.of(trunk.target()).orElseThrow();
        return new TrunkView(
                trunk.target(),
                policy.carrierTitle(trunk.target().carrier()),
                trunk.direction(),
                trunk.uri(),
                trunkState,
                finding(trunk.target(), trunkState, state, seen),
                shareInForce(trunk.target(), state),
                seen.options(),
                seen.testCall(),
                seen.liveCalls(),
                trunk.channels(),
                seen.callsPerSecond(),
                windows,
                seen.lastTrafficNanos() == Long.MIN_VALUE
                        ? null
                        : now.millisSince(seen.lastTrafficNanos()));
    }

    /** The share routers have confirmed; a decision on its way changes nothing yet. */
    private static int shareInForce(Target.Trunk trunk, DecisionState state) {
        DecisionState.Pending pending = state.pending();
        return pending != null && pending.target().equals(trunk)
                ? pending.before().sharePercent(trunk)
                : state.routes().sharePercent(trunk);
    }

    private static TrunkState state(
            Target.Trunk trunk,
            DecisionState state,
            Picture picture,
            Predicate<Target.Trunk> failing,
            List<WindowMeasures> windows) {
        int share = shareInForce(trunk, state);
        if (share == 0) {
            return TrunkState.EXCLUDED;
        }
        TrunkPicture seen = picture.of(trunk).orElseThrow();
        boolean diagnosed = state.diagnoses().containsKey(trunk);
        boolean callsFail =
                seen.symptoms().stream().anyMatch(s -> s.source() != Symptom.Source.PROBE);
        boolean beingTakenOut = state.routes().sharePercent(trunk) == 0;
        if (beingTakenOut || (diagnosed && callsFail && failing.test(trunk))) {
            return TrunkState.FAILING;
        }
        if (share < 100 || (diagnosed && state.moved().containsKey(trunk))) {
            return TrunkState.RETURNING;
        }
        if (diagnosed || !seen.symptoms().isEmpty()) {
            return TrunkState.SUSPECT;
        }
        boolean few =
                windows.stream().mapToLong(WindowMeasures::attempts).max().orElse(0)
                        < ATTEMPTS_FOR_A_VERDICT;
        return few ? TrunkState.INSUFFICIENT : TrunkState.WELL;
    }

    private static String finding(
            Target.Trunk trunk, TrunkState trunkState, DecisionState state, TrunkPicture seen) {
        return switch (trunkState) {
            case WELL -> "";
            case INSUFFICIENT -> "too few calls to say";
            case SUSPECT, FAILING ->
                    seen.symptoms().isEmpty() ? "recovering" : seen.symptoms().getFirst().detail();
            case EXCLUDED -> {
                String hand = HandWords.of(state, trunk);
                yield (hand.isEmpty() ? "new calls go elsewhere" : hand) + proof(seen);
            }
            case RETURNING -> {
                int share = shareInForce(trunk, state);
                yield share == 100
                        ? "back, being watched"
                        : "being taken back: " + share + " % of new calls";
            }
        };
    }

    private static String proof(TrunkPicture seen) {
        return seen.testCall() == ProbeState.GOOD
                ? "; test calls get through"
                : seen.options() == ProbeState.FAILING ? "; does not answer OPTIONS" : "";
    }
}
