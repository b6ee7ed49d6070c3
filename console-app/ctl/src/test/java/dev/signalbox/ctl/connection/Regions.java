package dev.signalbox.ctl.connection;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two regions: Frankfurt, where Northwind rejects calls and was taken out, and a calm Dublin. */
public final class Regions {

    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    public static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");

    private Regions() {}

    public static RegionView frankfurt() {
        IncidentView incident =
                new IncidentView(
                        "j1/2",
                        NORTHWIND,
                        Severity.MAJOR,
                        "Northwind rejects new calls",
                        "5 of the last 5 INVITEs refused with 503.",
                        "New calls go to Meridian since 11:59:48 UTC.",
                        "It returns at the earliest at 12:09:48 UTC, 1 % first.",
                        NOON.plusSeconds(588),
                        NOON.minusSeconds(12),
                        List.of("j1/3"));
        return new RegionView(
                new Target.Region("eu-central"),
                "Frankfurt",
                50.11,
                8.68,
                "EU",
                "boot-1",
                7,
                NOON,
                Severity.MAJOR,
                "Northwind rejects new calls",
                396,
                12.5,
                List.of(
                        trunk(NORTHWIND, "Northwind", TrunkState.EXCLUDED, 0, 540, 22),
                        trunk(MERIDIAN, "Meridian", TrunkState.WELL, 100, 2_040, 0)),
                List.of(incident),
                List.of(new HistoryPoint(NOON.minusSeconds(10), 10_000, 9, 9, 9, 0, 396, 900.0)),
                agent("j1"),
                RegionSenses.NONE);
    }

    public static RegionView dublin() {
        Target.Trunk southwind = new Target.Trunk("eu-west", "southwind");
        return new RegionView(
                new Target.Region("eu-west"),
                "Dublin",
                53.35,
                -6.26,
                "EU",
                "boot-2",
                1,
                NOON,
                Severity.WELL,
                "",
                1_204,
                3.0,
                List.of(trunk(southwind, "Southwind", TrunkState.WELL, 100, 0, 0)),
                List.of(),
                List.of(),
                agent("j2"),
                RegionSenses.NONE);
    }

    /** The same at a later version. */
    public static RegionView version(RegionView view, long version) {
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                version,
                view.measuredAt(),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                view.history(),
                view.agent(),
                view.senses());
    }

    /** The same with what it knows beyond its trunks. */
    public static RegionView sensing(RegionView view, RegionSenses senses) {
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

    /** The same with the brake set, or released when it is null. */
    static RegionView braked(RegionView view, AgentStatus.@Nullable BrakeView brake) {
        AgentStatus was = view.agent();
        AgentStatus agent =
                new AgentStatus(
                        was.version(),
                        was.startedAt(),
                        was.journalId(),
                        was.journalSequence(),
                        was.journal(),
                        was.journalDetail(),
                        was.routeEpoch(),
                        was.rules(),
                        brake,
                        was.intake(),
                        was.routers());
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
                view.senses());
    }

    private static TrunkView trunk(
            Target.Trunk target,
            String title,
            TrunkState state,
            int share,
            long attempts,
            long rejected) {
        boolean calls = attempts > 0;
        long answered = attempts - rejected;
        WindowMeasures window =
                new WindowMeasures(
                        300_000,
                        attempts,
                        attempts,
                        answered,
                        0,
                        rejected,
                        new TreeMap<>(calls ? Map.of(200, answered, 503, rejected) : Map.of()),
                        calls ? (double) answered / attempts : null,
                        calls ? 820.0 : null,
                        calls ? 1_640.0 : null,
                        answered);
        WindowMeasures last =
                new WindowMeasures(
                        10_000,
                        attempts / 30,
                        attempts / 30,
                        attempts / 30,
                        0,
                        0,
                        new TreeMap<>(),
                        null,
                        null,
                        null,
                        0);
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
                calls ? 30 : 0,
                400,
                2.0,
                List.of(last, window),
                calls ? 20L : null);
    }

    private static AgentStatus agent(String journalId) {
        return new AgentStatus(
                "0.1.0",
                NOON.minusSeconds(600),
                journalId,
                4,
                AgentStatus.JournalCondition.GOOD,
                "",
                1,
                new Rules(
                        Rules.Mode.ENFORCE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE),
                null,
                new TreeMap<>(Map.of("received", 9_000L)),
                List.of(new AgentStatus.RouterView("sbc-1", true, "")));
    }
}
