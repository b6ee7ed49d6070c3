package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many new calls there are, for plans and their guards: by whose numbers they are (home), by
 * service, and where they are handled. All of the last minute. Calls of a home are counted where
 * they arrive; where they arrive nowhere, because they go to a dead or unheard region, they are
 * those that its region had before.
 */
public record NewCalls(FleetPicture picture) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** Below this share of what was usual, calls are missing rather than fewer. */
    private static final double FALLEN_RATIO = 0.25;

    /** Fewer calls that ended say nothing about how they divide over services. */
    private static final long ENDED_MIN = 30;

    /** Of all numbers of {@code home}, wherever they are handled; per minute. */
    public double ofHome(String home) {
        RegionEntry entry = picture.regions().get(home);
        double before = entry == null ? 0 : Rates.beforePerSecond(entry.view());
        Double seen = seenPerSecond(home);
        boolean moved = !picture.state().table().door(home).isEmpty();
        double now =
                seen != null
                        ? seen
                        : entry == null || moved ? 0 : Rates.lastMinutePerSecond(entry.view());
        boolean missing = now < before * FALLEN_RATIO || !heardEverywhere(home);
        return SECONDS_PER_MINUTE * (missing ? Math.max(now, before) : now);
    }

    /** Of one service of these numbers, per minute. */
    public double ofService(String home, String service) {
        return ofHome(home) * mix(home).getOrDefault(service, 0.0);
    }

    /** Whether the division over services is counted; else it is even. */
    public boolean mixKnown(String home) {
        return ended(home) != null;
    }

    /** All that a region handles now, whoever's numbers they are; per minute, 0 when not known. */
    public double handledBy(String region) {
        RegionEntry entry = picture.regions().get(region);
        return entry == null ? 0 : Rates.lastMinutePerSecond(entry.view()) * SECONDS_PER_MINUTE;
    }

    /** Where calls of {@code home} arrived in the last minute; null when nobody counts them. */
    private @Nullable Double seenPerSecond(String home) {
        boolean counted = false;
        double sum = 0;
        for (RegionEntry entry : picture.regions().values()) {
            RegionView view = entry.view();
            for (ArrivalsView arrivals : view.arrivals()) {
                if (Objects.equals(arrivals.home(), home)) {
                    counted = true;
                    sum += perSecond(view, arrivals);
                }
            }
        }
        return counted ? sum : null;
    }

    private static double perSecond(RegionView view, ArrivalsView arrivals) {
        Long lastMinute = arrivals.lastMinute();
        if (lastMinute == null) {
            return arrivals.lastTenSeconds() / 10.0;
        }
        double upSeconds =
                Duration.between(view.agent().startedAt(), view.measuredAt()).toMillis() / 1000.0;
        return lastMinute / Math.clamp(upSeconds, 1, SECONDS_PER_MINUTE);
    }

    /** Whether every region that calls of {@code home} go to is there to count them. */
    private boolean heardEverywhere(String home) {
        SortedSet<String> takers = new TreeSet<>();
        for (Service service : picture.policy().servicesOf(home)) {
            takers.addAll(picture.state().table().shares(home, service.name()).keySet());
        }
        return takers.stream()
                .allMatch(
                        region -> {
                            RegionEntry entry = picture.regions().get(region);
                            return entry != null
                                    && !entry.stale()
                                    && picture.state().verdict(region) == RegionVerdict.PRESENT;
                        });
    }

    /** Parts of the calls of {@code home} by service, adding up to 1; even when not counted. */
    private SortedMap<String, Double> mix(String home) {
        List<Service> services = picture.policy().servicesOf(home);
        SortedMap<String, Long> ended = ended(home);
        double all =
                ended == null
                        ? services.size()
                        : ended.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<String, Double> parts = new TreeMap<>();
        for (Service service : services) {
            double some = ended == null ? 1 : ended.getOrDefault(service.name(), 0L);
            parts.put(service.name(), some / all);
        }
        return parts;
    }

    /**
     * Calls by service that ended in {@code home}: of the last five minutes while it has all of its
     * own, else since its agent began. Null when these are too few.
     */
    private @Nullable SortedMap<String, Long> ended(String home) {
        RegionEntry entry = picture.regions().get(home);
        if (entry == null) {
            return null;
        }
        List<CauseGroup> groups = entry.view().senses().causes().groups();
        SortedMap<String, Long> lately = new TreeMap<>();
        SortedMap<String, Long> ever = new TreeMap<>();
        for (Service service : picture.policy().servicesOf(home)) {
            for (CauseGroup group : groups) {
                if (group.service().equals(service.name())) {
                    lately.merge(service.name(), group.lastFiveMinutes(), Long::sum);
                    ever.merge(service.name(), group.total(), Long::sum);
                }
            }
        }
        boolean atHome = picture.state().table().door(home).isEmpty();
        if (atHome && enough(lately)) {
            return lately;
        }
        return enough(ever) ? ever : null;
    }

    private static boolean enough(SortedMap<String, Long> ended) {
        return ended.values().stream().mapToLong(Long::longValue).sum() >= ENDED_MIN;
    }
}
