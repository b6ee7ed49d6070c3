package dev.signalbox.agent.measure.ai;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.fleet.ProviderView.ModelView;
import dev.signalbox.model.measure.DependencyPicture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AI providers and dependencies as the workers of one region meet them. Windows run on the time of
 * arrival, durations are the sender's. Volatile: rebuilt from traffic after a restart. Used by one
 * thread.
 *
 * <p>Spans that are sent twice have to be dropped before they come here.
 *
 * <p>How to drive it: {@code accept} everything that waits, then {@code advance} to the present.
 */
public final class ProviderMeters {

    static final int UNKNOWN_MAX = 50;
    static final int DEPENDENCIES_MAX = 50;

    private static final int NAME_LENGTH_MAX = 100;

    /** A dependency that is silent for longer makes room for a new one. */
    private static final long IDLE_MILLIS = 600_000;

    /** No worker waits an hour for a first response; such a number is a fault of clocks. */
    private static final double FIRST_MILLIS_MAX = 3_600_000;

    private final Policy policy;
    private final String jurisdiction;
    private final ProviderNames names;
    private final Map<Target.Provider, ProviderMeter> meters = new HashMap<>();
    private final NavigableMap<Target.Dependency, DependencyMeter> dependencies = new TreeMap<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();
    private final SortedMap<String, Long> counters = new TreeMap<>();
    private long flipsGone;
    private long flipsReported;

    /**
     * Measures of one region: the providers that its services may use, and later those of the
     * policy that its workers name.
     *
     * @param region a region of the policy
     */
    public ProviderMeters(Policy policy, String region) {
        this.policy = policy;
        jurisdiction = policy.region(region).orElseThrow().jurisdiction();
        names = new ProviderNames(policy.providers());
        Set<Target.Provider> used = lawful(policy, region, jurisdiction);
        for (Provider provider : policy.providers()) {
            if (used.contains(provider.target())) {
                meter(provider);
            }
        }
    }

    private static Set<Target.Provider> lawful(Policy policy, String region, String jurisdiction) {
        Set<Target.Provider> chained =
                policy.servicesOf(region).stream()
                        .flatMap(service -> service.chains().values().stream())
                        .flatMap(List::stream)
                        .map(ChainLink::provider)
                        .collect(Collectors.toCollection(HashSet::new));
        return policy.providers().stream()
                .filter(provider -> provider.jurisdiction().equals(jurisdiction))
                .map(Provider::target)
                .filter(chained::contains)
                .collect(Collectors.toSet());
    }

    private ProviderMeter meter(Provider provider) {
        return meters.computeIfAbsent(
                provider.target(),
                _ -> new ProviderMeter(provider, policy.thresholds().providers()));
    }

    /**
     * What a worker reported.
     *
     * @param arrival when it came off the wire
     */
    public void accept(WorkerFact fact, Now arrival) {
        switch (fact) {
            case WorkerFact.ProviderCall call -> provider(call, arrival.nanos());
            case WorkerFact.DependencyCall call -> dependency(call, arrival.nanos());
            // How conversations go is judged elsewhere.
            case WorkerFact.Turn _, WorkerFact.Conversation _ -> {}
        }
    }

    private void provider(WorkerFact.ProviderCall call, long nanos) {
        Optional<Provider> provider = names.match(call.stage(), call.provider());
        if (provider.isEmpty()) {
            unknown(call);
            return;
        }
        if (!provider.get().jurisdiction().equals(jurisdiction)) {
            // No route of ours sends calls there: a worker does so by itself, and somebody must
            // know.
            count("provider_outside_jurisdiction");
        }
        meter(provider.get()).accept(call, believable(call.firstMillis()), nanos);
    }

    private @Nullable Double believable(@Nullable Double firstMillis) {
        if (firstMillis == null) {
            return null;
        }
        if (firstMillis >= 0 && firstMillis <= FIRST_MILLIS_MAX) {
            return firstMillis;
        }
        count("provider_first_response_discarded");
        return null;
    }

    private void unknown(WorkerFact.ProviderCall call) {
        count("provider_unknown");
        WorkerFact.ProviderName said = call.provider();
        String where = said.modelRegion() == null ? said.host() : said.modelRegion();
        String full = call.stage().text() + "/" + said.name() + (where == null ? "" : "/" + where);
        String name = full.length() > NAME_LENGTH_MAX ? full.substring(0, NAME_LENGTH_MAX) : full;
        if (unknown.containsKey(name) || unknown.size() < UNKNOWN_MAX) {
            unknown.merge(name, 1L, Long::sum);
        } else {
            count("provider_unknown_not_listed");
        }
    }

    private void dependency(WorkerFact.DependencyCall call, long nanos) {
        if (!Target.Names.isName(call.dependency())) {
            count("dependency_name_refused");
            return;
        }
        Target.Dependency target = new Target.Dependency(call.dependency());
        DependencyMeter meter = dependencies.get(target);
        if (meter == null) {
            if (dependencies.size() >= DEPENDENCIES_MAX && !dropIdle(nanos)) {
                count("dependency_beyond_limit");
                return;
            }
            meter = new DependencyMeter(target, policy.thresholds().conversations());
            dependencies.put(target, meter);
        }
        meter.accept(call.result(), nanos);
    }

    private boolean dropIdle(long nanos) {
        Optional<Target.Dependency> idle =
                dependencies.entrySet().stream()
                        .filter(e -> !e.getValue().latch().isOn())
                        .filter(
                                e ->
                                        (nanos - e.getValue().lastCallNanos()) / 1_000_000
                                                > IDLE_MILLIS)
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (idle.isPresent()) {
            // The sum of all changes must not shrink.
            flipsGone += Objects.requireNonNull(dependencies.remove(idle.get())).latch().flips();
        }
        return idle.isPresent();
    }

    /**
     * Does what is due until {@code now}.
     *
     * @return true when a symptom came or went since the last call of this method, by time or by
     *     anything accepted in between
     */
    public boolean advance(Now now) {
        long flips = flipsGone;
        for (ProviderMeter meter : meters.values()) {
            meter.expire(now.nanos());
            flips += meter.flips();
        }
        for (DependencyMeter meter : dependencies.values()) {
            meter.expire(now.nanos());
            flips += meter.latch().flips();
        }
        boolean changed = flips != flipsReported;
        flipsReported = flips;
        return changed;
    }

    /** Providers in the order of the policy. */
    public List<ProviderPicture> pictures(Now now) {
        return policy.providers().stream()
                .map(provider -> meters.get(provider.target()))
                .filter(Objects::nonNull)
                .map(ProviderMeter::picture)
                .toList();
    }

    /** Dependencies by name. */
    public List<DependencyPicture> dependencies(Now now) {
        return dependencies.values().stream().map(meter -> meter.picture(now.nanos())).toList();
    }

    /**
     * Windows of 10 s, 1 min and 5 min, in this order; empty when nothing is measured of the
     * provider.
     */
    public List<ProviderWindow> windows(Target.Provider provider, Now now) {
        ProviderMeter meter = meters.get(provider);
        return meter == null ? List.of() : meter.windows(now.nanos());
    }

    /** The same per model, busiest first; from the ninth model on they share {@code other}. */
    public List<ModelView> models(Target.Provider provider, Now now) {
        ProviderMeter meter = meters.get(provider);
        return meter == null ? List.of() : meter.models(now.nanos());
    }

    /**
     * What was seen and did not count, by reason, since the start; for example {@code
     * provider_unknown}.
     */
    public SortedMap<String, Long> counters() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counters));
    }

    /**
     * Providers that spans name and the policy does not have, as {@code stage/name/region}, with
     * how often; the first fifty.
     */
    public SortedMap<String, Long> unknownProviders() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    private void count(String reason) {
        counters.merge(reason, 1L, Long::sum);
    }
}
