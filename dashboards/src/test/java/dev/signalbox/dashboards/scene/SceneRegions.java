package dev.signalbox.dashboards.scene;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionEntry;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Regions with their trunks, as agents would report them. */
final class SceneRegions {

    private static final int SLICE_MILLIS = 5000;

    private SceneRegions() {}

    static RegionEntry entry(
            String name,
            String title,
            double latitude,
            double longitude,
            String jurisdiction,
            Moment moment,
            int slices,
            int seed) {
        Severity severity =
                switch (moment) {
                    case CALM, YOUNG, TRUNKS_ONLY -> Severity.WELL;
                    case FAILING -> Severity.CRITICAL;
                    case MOVED, PATH_LOSES, PROVIDER_OUT, STT_SLOW, MISUNDERSTANDS ->
                            Severity.MAJOR;
                    case RETURNING -> Severity.MINOR;
                };
        String finding =
                switch (moment) {
                    case CALM, YOUNG, TRUNKS_ONLY -> "";
                    case FAILING -> "Northwind rejects 38 %";
                    case MOVED -> "Northwind out of service";
                    case PATH_LOSES -> "media to us-east loses 6 %";
                    case PROVIDER_OUT -> "Acme LLM fails";
                    case STT_SLOW -> "Clarity STT slow";
                    case MISUNDERSTANDS -> "callers misunderstood";
                    case RETURNING -> "Northwind back at 10 %";
                };
        RegionView view =
                new RegionView(
                        new Target.Region(name),
                        title,
                        latitude,
                        longitude,
                        jurisdiction,
                        "boot-" + name,
                        17,
                        Scenes.AT.minusMillis(400),
                        severity,
                        finding,
                        310 + 40 * seed,
                        3.2 + seed * 0.4,
                        List.of(
                                trunk(name, "northwind", "Northwind", moment, seed, true),
                                trunk(name, "meridian", "Meridian", moment, seed + 5, false)),
                        incidents(name, moment),
                        history(moment, slices, seed),
                        agent(name, moment),
                        SceneSenses.of(name, moment));
        return new RegionEntry(view, 400, false);
    }

    private static TrunkView trunk(
            String region, String name, String title, Moment moment, int seed, boolean first) {
        boolean broken = first && moment.carrierBroken();
        TrunkState state =
                !broken
                        ? TrunkState.WELL
                        : switch (moment) {
                            case CALM,
                                    PATH_LOSES,
                                    PROVIDER_OUT,
                                    STT_SLOW,
                                    MISUNDERSTANDS,
                                    TRUNKS_ONLY,
                                    YOUNG ->
                                    TrunkState.WELL;
                            case FAILING -> TrunkState.FAILING;
                            case MOVED -> TrunkState.EXCLUDED;
                            case RETURNING -> TrunkState.RETURNING;
                        };
        int share =
                switch (state) {
                    case WELL, INSUFFICIENT, SUSPECT, FAILING -> 100;
                    case EXCLUDED -> 0;
                    case RETURNING -> 10;
                };
        SortedMap<Integer, Long> codes = new TreeMap<>();
        codes.put(200, broken ? 96L : 181L);
        codes.put(486, 9L);
        if (broken) {
            codes.put(503, 64L);
        }
        double asr = broken ? 0.571 : 0.953;
        List<WindowMeasures> windows = new ArrayList<>();
        for (long millis : new long[] {10_000, 60_000, 300_000}) {
            long finals = Math.round((broken ? 168 : 190) * (millis / 60_000.0));
            windows.add(
                    new WindowMeasures(
                            millis,
                            finals + 2,
                            finals,
                            Math.round(finals * asr),
                            broken ? 4 : 0,
                            broken ? Math.round(finals * 0.38) : 0,
                            codes,
                            asr,
                            182.0 + seed * 11,
                            421.0 + seed * 37,
                            finals));
        }
        return new TrunkView(
                new Target.Trunk(region, name),
                title,
                Trunk.Direction.OUTBOUND,
                "sip:127.0.0.1:" + (5090 + seed),
                state,
                broken ? "38 % of 168 new calls rejected with 503" : "",
                share,
                broken ? ProbeState.GOOD : ProbeState.UNPROBEABLE,
                ProbeState.UNKNOWN,
                broken ? 112 : 204,
                400,
                2.4,
                windows,
                420L);
    }

    private static List<IncidentView> incidents(String region, Moment moment) {
        Target.Trunk target = new Target.Trunk(region, "northwind");
        Instant since = Scenes.AT.minusSeconds(21);
        return switch (moment) {
            case CALM, TRUNKS_ONLY, YOUNG -> List.of();
            case PATH_LOSES -> SceneTroubles.pathLoses();
            case PROVIDER_OUT -> SceneTroubles.providerOut();
            case STT_SLOW -> SceneTroubles.sttSlow();
            case MISUNDERSTANDS -> SceneTroubles.misunderstands();
            case FAILING ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.CRITICAL,
                                    "Carrier Northwind rejects new calls",
                                    "64 of 168 in 1 min with 503; OPTIONS are answered.",
                                    "Moving new calls to Meridian",
                                    "",
                                    null,
                                    since,
                                    List.of("j1/3")));
            case MOVED ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.MAJOR,
                                    "Carrier Northwind rejects new calls",
                                    "64 of 168 in 1 min with 503; OPTIONS are answered.",
                                    "New calls moved to Meridian automatically at 03:12:32 UTC",
                                    "Return begins with 1 % at the earliest at 03:22:32 UTC",
                                    Scenes.AT.plusSeconds(588),
                                    since,
                                    List.of("j1/3")));
            case RETURNING ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.MINOR,
                                    "Carrier Northwind is being taken back",
                                    "10 % of its new calls; 6 of 6 went well in this moment.",
                                    "Returned in moments since 03:12:02 UTC",
                                    "Next moment 50 %",
                                    Scenes.AT.plusSeconds(12),
                                    Scenes.AT.minusSeconds(642),
                                    List.of("j1/3", "j1/5")));
        };
    }

    private static List<HistoryPoint> history(Moment moment, int slices, int seed) {
        Random random = new Random(seed);
        List<HistoryPoint> points = new ArrayList<>();
        long end = Scenes.AT.toEpochMilli() / SLICE_MILLIS * SLICE_MILLIS;
        for (int i = slices; i >= 1; i--) {
            if (i > 150 && i < 172) {
                continue; // The agents were restarted: a gap.
            }
            boolean bad = moment.carrierBroken() && i < 5 && (moment == Moment.FAILING || i > 2);
            long finals = 16L + random.nextInt(6);
            long infrastructure = bad ? 6 + random.nextInt(3) : random.nextInt(30) == 0 ? 1 : 0;
            long other = random.nextInt(4) == 0 ? 0 : 1;
            points.add(
                    new HistoryPoint(
                            Instant.ofEpochMilli(end - (long) i * SLICE_MILLIS),
                            SLICE_MILLIS,
                            finals + 1,
                            finals,
                            finals - infrastructure - other,
                            infrastructure,
                            300 + 40 * seed + random.nextInt(12),
                            420.0 + random.nextInt(60)));
        }
        return points;
    }

    private static AgentStatus agent(String region, Moment moment) {
        return new AgentStatus(
                "0.1.0",
                Scenes.AT.minusSeconds(4000),
                "journal-" + region,
                region.equals("eu-central") ? 48_201 : 412,
                AgentStatus.JournalCondition.GOOD,
                "",
                moment.carrierBroken() ? 13 : 12,
                new Rules(
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE),
                null,
                new TreeMap<>(),
                List.of(new AgentStatus.RouterView("sbc-1", true, "")));
    }

    static RegionView without(RegionView view) {
        List<HistoryPoint> old =
                view.history().stream()
                        .filter(point -> point.start().isBefore(Scenes.AT.minusSeconds(41)))
                        .toList();
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                Scenes.AT.minusSeconds(41),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                old,
                view.agent(),
                view.senses());
    }
}
