package dev.signalbox.model.fleet;

import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Regions for tests, changed from a well one step by step. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");

    private Samples() {}

    static Now at(long millis) {
        return new Now(millis * 1_000_000, NOON.plusMillis(millis));
    }

    static RegionView frankfurt() {
        return new RegionView(
                new Target.Region("eu-central"),
                "Frankfurt",
                50.11,
                8.68,
                "EU",
                "boot-1",
                1,
                NOON,
                Severity.WELL,
                "",
                396,
                12.5,
                List.of(
                        trunk(NORTHWIND, "Northwind", TrunkState.WELL, 100, 100, 0),
                        trunk(MERIDIAN, "Meridian", TrunkState.WELL, 100, 20, 0)),
                List.of(),
                List.of(),
                agent("j1", null),
                RegionSenses.NONE);
    }

    static AgentStatus agent(String journalId, AgentStatus.@Nullable BrakeView brake) {
        return new AgentStatus(
                "0.1.0",
                NOON.minusSeconds(60),
                journalId,
                4,
                AgentStatus.JournalCondition.GOOD,
                "",
                2,
                new Rules(
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE),
                brake,
                new TreeMap<>(),
                List.of(new AgentStatus.RouterView("sbc-1", true, "")));
    }

    static TrunkView trunk(
            Target.Trunk target,
            String title,
            TrunkState state,
            int share,
            long attempts,
            long rejected) {
        return new TrunkView(
                target,
                title,
                Trunk.Direction.OUTBOUND,
                "sip:127.0.0.1:5091",
                state,
                "",
                share,
                ProbeState.GOOD,
                ProbeState.UNKNOWN,
                10,
                400,
                2.0,
                List.of(window(10_000, attempts, rejected), window(60_000, attempts, rejected)),
                20L);
    }

    private static WindowMeasures window(long millis, long attempts, long rejected) {
        return new WindowMeasures(
                millis,
                attempts,
                attempts,
                attempts - rejected,
                0,
                rejected,
                new TreeMap<>(),
                null,
                null,
                null,
                0);
    }

    static IncidentView rejecting() {
        return new IncidentView(
                "j1/7",
                NORTHWIND,
                Severity.MAJOR,
                "Carrier Northwind rejects new calls",
                "5 of the last 5 INVITEs refused with 503.",
                "New ones go to Meridian since 11:59:48 UTC.",
                "It returns at the earliest at 12:09:48 UTC.",
                NOON.plusSeconds(588),
                NOON.minusSeconds(12),
                List.of("j1/8"));
    }

    static RegionView with(RegionView view, List<TrunkView> trunks, List<IncidentView> incidents) {
        Severity worst =
                incidents.stream()
                        .map(IncidentView::severity)
                        .max(Severity::compareTo)
                        .orElse(view.severity());
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                worst,
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                trunks,
                incidents,
                view.history(),
                view.agent(),
                RegionSenses.NONE);
    }

    static RegionView named(RegionView view, String name, String title) {
        return new RegionView(
                new Target.Region(name),
                title,
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                view.agent(),
                RegionSenses.NONE);
    }

    static RegionView report(RegionView view, String boot, long version, Instant measuredAt) {
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                boot,
                version,
                measuredAt,
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                view.agent(),
                RegionSenses.NONE);
    }

    static RegionView with(RegionView view, AgentStatus agent) {
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                agent,
                RegionSenses.NONE);
    }

    static RegionView with(RegionView view, RegionSenses senses) {
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                view.agent(),
                senses);
    }

    static RegionView with(RegionView view, HistoryPoint... history) {
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                List.of(history),
                view.agent(),
                RegionSenses.NONE);
    }

    static HistoryPoint slice(long startSeconds, long attempts) {
        return new HistoryPoint(
                NOON.plusSeconds(startSeconds), 10_000, attempts, attempts, attempts, 0, 1, null);
    }
}
