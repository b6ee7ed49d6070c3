package dev.signalbox.agent;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One list of everything in a region and how it is. Remembers since when, so it is for one thread
 * and told the time.
 */
final class HealthReport {

    private record Held(String state, Instant since) {}

    private final Policy policy;
    private final String region;
    private final Map<Target, Held> held = new HashMap<>();

    HealthReport(Policy policy, String region) {
        this.policy = policy;
        this.region = region;
    }

    /**
     * All entries: the region first, then what it rests on.
     *
     * @param severity of the region as a whole
     * @param finding of the region as a whole
     */
    List<HealthEntry> of(
            List<TrunkView> trunks,
            RegionSenses senses,
            Severity severity,
            String finding,
            Instant now) {
        List<HealthEntry> entries = new ArrayList<>();
        trunks.forEach(trunk -> entries.add(trunk(trunk, now)));
        senses.paths().stream()
                .filter(path -> path.path().from().equals(region))
                .forEach(path -> entries.add(path(path, now)));
        senses.providers().forEach(provider -> entries.add(provider(provider, now)));
        senses.dependencies().forEach(dependency -> entries.add(dependency(dependency, now)));
        senses.services().forEach(service -> entries.add(service(service, now)));
        long wrong = entries.stream().filter(e -> e.severity() != Severity.WELL).count();
        List<String> evidence =
                List.of(
                        wrong == 0
                                ? "all " + entries.size() + " things it rests on are well"
                                : wrong + " of " + entries.size() + " things are not well");
        Target.Region target = new Target.Region(region);
        String state = severity == Severity.WELL ? "well" : "not well";
        entries.addFirst(
                new HealthEntry(
                        target,
                        policy.regionTitle(region),
                        severity,
                        state,
                        finding,
                        since(target, state, now),
                        evidence,
                        0L));
        // Dependencies come and go by the names that workers give them.
        held.keySet()
                .retainAll(entries.stream().map(HealthEntry::target).collect(Collectors.toSet()));
        return entries;
    }

    private HealthEntry trunk(TrunkView trunk, Instant now) {
        String state =
                switch (trunk.state()) {
                    case WELL -> "well";
                    case INSUFFICIENT -> "too few calls to say";
                    case SUSPECT -> "suspect";
                    case FAILING -> "failing";
                    case EXCLUDED -> "out";
                    case RETURNING -> "being taken back";
                };
        List<String> evidence = new ArrayList<>();
        if (trunk.windows().size() > 1) {
            WindowMeasures minute = trunk.windows().get(1);
            evidence.add(
                    minute.answered()
                            + " of "
                            + minute.finals()
                            + " ended attempts answered in 60 s");
        }
        evidence.add("OPTIONS " + trunk.options().name().toLowerCase(Locale.ROOT));
        return entry(
                trunk.target(),
                trunk.state().severity(),
                state,
                trunk.finding(),
                evidence,
                trunk.lastTrafficAgeMillis(),
                now);
    }

    private HealthEntry path(PathView path, Instant now) {
        String state =
                switch (path.state()) {
                    case WELL -> "well";
                    case INSUFFICIENT ->
                            path.finding().isEmpty() ? "too few packets to say" : "not known";
                    case POOR -> "media suffers";
                    case DOWN -> "nothing comes through";
                };
        String evidence =
                path.quality().lost()
                        + " of "
                        + path.quality().expected()
                        + " packets lost in "
                        + path.quality().windowMillis() / 1_000
                        + " s";
        return entry(
                path.path(),
                path.state().severity(),
                state,
                path.finding(),
                List.of(evidence),
                path.ageMillis(),
                now);
    }

    private HealthEntry provider(ProviderView provider, Instant now) {
        String state =
                switch (provider.state()) {
                    case WELL -> "well";
                    case INSUFFICIENT -> "too few calls to say";
                    case SLOW -> "slow";
                    case OVER_QUOTA -> "over quota";
                    case FAILING -> "failing";
                    case OPEN -> "out";
                    case TRIAL -> "on trial";
                    case CLOSING -> "being taken back";
                };
        List<String> evidence = new ArrayList<>();
        if (provider.windows().size() > 1) {
            ProviderWindow minute = provider.windows().get(1);
            evidence.add(SensesReport.calls(minute));
            Double p95 = minute.firstMillisP95();
            if (p95 != null) {
                evidence.add(
                        String.format(
                                Locale.ROOT,
                                "first response p95 %.0f ms of %d",
                                p95,
                                minute.firstSamples()));
            }
        }
        return entry(
                provider.target(),
                provider.state().severity(),
                state,
                provider.finding(),
                evidence,
                provider.ageMillis(),
                now);
    }

    private HealthEntry dependency(DependencyView dependency, Instant now) {
        String evidence =
                dependency.failed() + " of " + dependency.calls() + " calls failed in 60 s";
        return entry(
                dependency.target(),
                dependency.severity(),
                dependency.severity() == Severity.WELL ? "well" : "failing",
                dependency.finding(),
                List.of(evidence),
                dependency.ageMillis(),
                now);
    }

    private HealthEntry service(ServiceView service, Instant now) {
        String rung =
                switch (service.rung()) {
                    case PRIMARY -> "AI handles all";
                    case DEGRADED -> "AI greets, people go on";
                    case HUMAN_QUEUE -> "straight to people";
                    case EMERGENCY -> "overflow";
                };
        return entry(
                service.target(),
                service.severity(),
                service.severity() == Severity.WELL ? "well" : rung,
                service.finding(),
                List.of("rung " + service.rung().text()),
                null,
                now);
    }

    private HealthEntry entry(
            Target target,
            Severity severity,
            String state,
            String finding,
            List<String> evidence,
            @Nullable Long ageMillis,
            Instant now) {
        return new HealthEntry(
                target,
                DiagnosisTitle.name(policy, target),
                severity,
                state,
                finding,
                since(target, state, now),
                evidence,
                ageMillis);
    }

    private Instant since(Target target, String state, Instant now) {
        Held was = held.get(target);
        if (was == null || !was.state().equals(state)) {
            was = new Held(state, now);
            held.put(target, was);
        }
        return was.since();
    }
}
