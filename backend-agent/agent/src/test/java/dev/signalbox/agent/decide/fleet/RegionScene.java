package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One region's report, changed step by step. Well by default: one call per second and trunk, twenty
 * up on each, its agent running for an hour.
 */
public final class RegionScene {

    private final Region region;
    private final List<Trunk> trunks;
    private final SortedMap<String, TrunkState> states = new TreeMap<>();
    private final SortedMap<String, ArrivalsView> arrivals = new TreeMap<>();
    private final List<IncidentView> incidents = new ArrayList<>();
    private final List<HistoryPoint> history = new ArrayList<>();
    private final List<CauseGroup> groups = new ArrayList<>();
    private final List<ProviderView> providers = new ArrayList<>();
    private double callsPerSecond = 1;
    private int liveCalls = 20;
    private Duration up = Duration.ofHours(1);
    private long ageMillis = 300;
    private boolean stale;
    private boolean oneUp;
    private String bootId = "boot-1";
    private ProbeState options = ProbeState.GOOD;
    private @Nullable Double pddMillis;
    private AgentStatus.@Nullable BrakeView brake;
    private List<AgentStatus.RouterView> routers = List.of();

    RegionScene(Policy policy, Region region) {
        this.region = region;
        this.trunks = policy.trunksOf(region.name());
    }

    /** New calls per second and calls up, on each trunk. */
    public RegionScene busy(double perSecond, int live) {
        callsPerSecond = perSecond;
        liveCalls = live;
        return this;
    }

    public RegionScene up(Duration duration) {
        up = duration;
        return this;
    }

    public RegionScene age(long millis, boolean old) {
        ageMillis = millis;
        stale = old;
        return this;
    }

    public RegionScene boot(String id) {
        bootId = id;
        return this;
    }

    public RegionScene options(ProbeState state) {
        options = state;
        return this;
    }

    public RegionScene pdd(double millis) {
        pddMillis = millis;
        return this;
    }

    public RegionScene brake(String by, String reason) {
        brake = new AgentStatus.BrakeView(by, reason, FleetScene.NOON);
        return this;
    }

    public RegionScene trunk(String carrier, TrunkState state) {
        states.put(carrier, state);
        return this;
    }

    public RegionScene provider(Target.Provider target, String title, ProviderView.State state) {
        providers.add(
                new ProviderView(
                        target,
                        title,
                        region.jurisdiction(),
                        state,
                        "",
                        0,
                        null,
                        List.of(),
                        List.of(),
                        800,
                        20L));
        return this;
    }

    public RegionScene incident(Severity severity, Target target, String title) {
        return incident(severity, target, title, FleetScene.NOON.minusSeconds(30));
    }

    public RegionScene incident(Severity severity, Target target, String title, Instant since) {
        incidents.add(
                new IncidentView(
                        region.name() + "/" + incidents.size(),
                        target,
                        severity,
                        title,
                        "",
                        "",
                        "",
                        null,
                        since,
                        List.of()));
        return this;
    }

    /** Something that is no road's fault. */
    public RegionScene intent(Severity severity, Target target, String title, Instant since) {
        incident(severity, target, title, since);
        incidents.add(incidents.removeLast().ofIntent());
        return this;
    }

    /** Whether its agent reaches its one router. */
    public RegionScene router(boolean reachable) {
        routers = List.of(new AgentStatus.RouterView("sbc-0", reachable, ""));
        return this;
    }

    /** A slice of a minute that began so many minutes ago. */
    public RegionScene minute(int minutesAgo, long attempts, long failed, int live) {
        history.add(
                new HistoryPoint(
                        FleetScene.NOON.minus(Duration.ofMinutes(minutesAgo)),
                        60_000,
                        attempts,
                        attempts,
                        attempts - failed,
                        failed,
                        live,
                        null));
        return this;
    }

    /** Counters of new calls of one region's numbers since the agent began. */
    public RegionScene arrivals(String home, long total, long failed) {
        arrivals.put(home, new ArrivalsView(home, total, total, total - failed, failed));
        return this;
    }

    /** One call is up in all. */
    public RegionScene oneCallUp() {
        oneUp = true;
        return this;
    }

    /** New calls of one region's numbers in the last minute. */
    public RegionScene arrivedInAMinute(String home, long calls) {
        arrivals.put(home, new ArrivalsView(home, calls / 6, calls, calls, 0, calls));
        return this;
    }

    /** Calls of a service that ended in the last five minutes. */
    public RegionScene ended(String service, long calls) {
        groups.add(new CauseGroup(service, Tag.AGENT_DONE, calls / 5, calls, calls, 0, List.of()));
        return this;
    }

    RegionEntry entry(Now now) {
        return new RegionEntry(view(now), ageMillis, stale);
    }

    private RegionView view(Now now) {
        List<TrunkView> views = trunks.stream().map(this::view).toList();
        Severity worst =
                incidents.stream()
                        .map(IncidentView::severity)
                        .max(Severity::compareTo)
                        .orElse(Severity.WELL);
        return new RegionView(
                        new Target.Region(region.name()),
                        region.title(),
                        0,
                        0,
                        region.jurisdiction(),
                        bootId,
                        1,
                        now.wall(),
                        worst,
                        "",
                        oneUp ? 1 : liveCalls * trunks.size(),
                        callsPerSecond * trunks.size(),
                        views,
                        List.copyOf(incidents),
                        List.copyOf(history),
                        agent(now),
                        new RegionSenses(
                                List.of(),
                                providers,
                                List.of(),
                                List.of(),
                                new CausesView(groups, List.of(), new TreeMap<>()),
                                SilenceView.NONE,
                                List.of()))
                .withArrivals(List.copyOf(arrivals.values()));
    }

    private AgentStatus agent(Now now) {
        return new AgentStatus(
                "test",
                now.wall().minus(up),
                region.name() + "-1",
                1,
                AgentStatus.JournalCondition.GOOD,
                "",
                0,
                Rules.OBSERVING,
                brake,
                new TreeMap<>(),
                routers);
    }

    private TrunkView view(Trunk trunk) {
        TrunkState state = states.getOrDefault(trunk.target().carrier(), TrunkState.WELL);
        return new TrunkView(
                trunk.target(),
                trunk.target().carrier(),
                trunk.direction(),
                trunk.uri(),
                state,
                "",
                state == TrunkState.EXCLUDED ? 0 : 100,
                options,
                ProbeState.UNKNOWN,
                liveCalls,
                trunk.channels(),
                callsPerSecond,
                List.of(window(10_000), window(60_000), window(300_000)),
                20L);
    }

    private WindowMeasures window(long millis) {
        long attempts = Math.round(callsPerSecond * millis / 1000);
        return new WindowMeasures(
                millis,
                attempts,
                attempts,
                attempts,
                0,
                0,
                new TreeMap<>(),
                null,
                pddMillis,
                pddMillis,
                20);
    }
}
