package dev.signalbox.world.demo;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.worker.ProviderFailure;
import dev.signalbox.world.worker.ProviderUse;
import dev.signalbox.world.worker.RouteHeard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Key figures of a run.
 *
 * @param pathFindingMillis from the first loss on a path to its diagnosis; null without
 * @param fifthFailureToNextProviderMillis from the fifth failed call of a region to a provider that
 *     the story broke until that region's first worker holds a route to the next provider, the
 *     longest of all regions; negative when it had one before the fifth failure; null when none did
 * @param fifthFailureToNextCallMillis the same until the region's first new call on the next
 *     provider, which also waits for a caller
 * @param spansSent by the workers
 * @param spansAccepted by the agents
 * @param spansRejected by the agents, all reasons
 * @param agentResidentMaxMiB the most memory that each agent's process ever held, by region; empty
 *     where the system does not tell
 */
record Figures(
        @Nullable Long pathFindingMillis,
        @Nullable Long fifthFailureToNextProviderMillis,
        @Nullable Long fifthFailureToNextCallMillis,
        long spansSent,
        long spansAccepted,
        long spansRejected,
        SortedMap<String, Long> agentResidentMaxMiB) {

    private static final int FIFTH = 5;
    private static final List<String> ACCEPTED =
            List.of("spans_taken", "spans_repeated", "spans_ignored");
    private static final List<String> REJECTED = List.of("spans_rejected", "spans_dropped");

    /** Spans that the agents took, used or not. */
    static long spansAccepted(FleetView fleet) {
        return counted(fleet, ACCEPTED);
    }

    /** Spans that the agents refused or had no room for. */
    static long spansRejected(FleetView fleet) {
        return counted(fleet, REJECTED);
    }

    private static long counted(FleetView fleet, List<String> kinds) {
        return fleet.regions().stream()
                .flatMap(entry -> entry.view().agent().intake().entrySet().stream())
                .filter(counter -> kinds.stream().anyMatch(counter.getKey()::startsWith))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Something a region's workers had: a route, or a call that took it. */
    record Had(Instant at, String region, List<Target.Provider> providers) {

        static List<Had> routes(List<RouteHeard> routes) {
            return routes.stream()
                    .map(route -> new Had(route.at(), route.region(), route.providers()))
                    .toList();
        }

        static List<Had> calls(List<ProviderUse> uses) {
            return uses.stream()
                    .map(use -> new Had(use.at(), use.region(), List.of(use.provider())))
                    .toList();
        }
    }

    /** From the fifth failure to the next provider, the longest of all regions. */
    static @Nullable Long fromFifthFailure(
            List<ScriptedFault> faults,
            List<ProviderFailure> failures,
            List<Had> had,
            Map<Target.Provider, String> jurisdictions) {
        Long longest = null;
        for (ScriptedFault fault : faults) {
            if (fault.verb() == Story.Verb.FAIL && fault.target() instanceof Target.Provider p) {
                for (Long millis : byRegion(fault, p, failures, had, jurisdictions)) {
                    longest = longest == null ? millis : Long.valueOf(Math.max(longest, millis));
                }
            }
        }
        return longest;
    }

    private static Collection<Long> byRegion(
            ScriptedFault fault,
            Target.Provider provider,
            List<ProviderFailure> failures,
            List<Had> had,
            Map<Target.Provider, String> jurisdictions) {
        List<Long> millis = new ArrayList<>();
        List<String> regions =
                failures.stream().map(ProviderFailure::region).distinct().sorted().toList();
        for (String region : regions) {
            Instant fifth =
                    failures.stream()
                            .filter(failure -> failure.region().equals(region))
                            .filter(failure -> failure.provider().equals(provider))
                            .map(ProviderFailure::at)
                            .filter(at -> fault.active(at, Duration.ZERO))
                            .skip(FIFTH - 1)
                            .findFirst()
                            .orElse(null);
            Instant next =
                    had.stream()
                            .filter(one -> one.region().equals(region))
                            .filter(one -> fault.active(one.at(), Duration.ZERO))
                            .filter(one -> !one.providers().contains(provider))
                            .filter(
                                    one ->
                                            one.providers().stream()
                                                    .anyMatch(
                                                            other ->
                                                                    FaultLog.stepsIn(
                                                                            other,
                                                                            provider,
                                                                            jurisdictions)))
                            .map(Had::at)
                            .findFirst()
                            .orElse(null);
            if (fifth != null && next != null) {
                millis.add(Duration.between(fifth, next).toMillis());
            }
        }
        return millis;
    }
}
