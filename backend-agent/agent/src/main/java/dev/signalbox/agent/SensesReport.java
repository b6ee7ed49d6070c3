package dev.signalbox.agent;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.measure.DependencyPicture;
import dev.signalbox.model.measure.PathPicture;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What consoles are told of paths, providers, services and dependencies of a region. Pure. */
final class SensesReport {

    /** Fewer calls in five minutes say nothing about a provider. */
    private static final int CALLS_FOR_A_VERDICT = 5;

    private final Policy policy;
    private final String region;

    SensesReport(Policy policy, String region) {
        this.policy = policy;
        this.region = region;
    }

    /** All senses but the health picture, which also rests on trunks. */
    RegionSenses of(DecisionState state, Picture picture, Senses senses, Now now) {
        return new RegionSenses(
                paths(picture, now),
                providers(state, picture, senses, now),
                services(state, picture, senses.silence(now).silentNow() > 0),
                dependencies(picture, now),
                senses.causes(now),
                senses.silence(now),
                List.of());
    }

    private static List<PathView> paths(Picture picture, Now now) {
        return picture.paths().stream().map(path -> path(path, now)).toList();
    }

    private static PathView path(PathPicture seen, Now now) {
        boolean down = has(seen.symptoms(), Symptom.Kind.PATH_DOWN);
        PathView.State state =
                down
                        ? PathView.State.DOWN
                        : !seen.symptoms().isEmpty()
                                ? PathView.State.POOR
                                : seen.enough() && seen.notKnown().isEmpty()
                                        ? PathView.State.WELL
                                        : PathView.State.INSUFFICIENT;
        return new PathView(
                seen.path(),
                state,
                seen.symptoms().isEmpty() ? seen.notKnown() : seen.symptoms().getFirst().detail(),
                seen.quality(),
                age(seen.lastSampleNanos(), now));
    }

    List<ProviderView> providers(DecisionState state, Picture picture, Senses senses, Now now) {
        return picture.providers().stream()
                .map(seen -> provider(seen, state, senses, now))
                .toList();
    }

    private ProviderView provider(
            ProviderPicture seen, DecisionState state, Senses senses, Now now) {
        Target.Provider target = seen.provider();
        List<ProviderWindow> windows = senses.windows(target, now);
        Breaker breaker = state.breakers().get(target);
        boolean engaged = breaker != null && breaker.state() != BreakerState.CLOSED;
        DecisionState.OpenDiagnosis open = state.diagnoses().get(target);
        Instant since =
                engaged && breaker != null
                        ? breaker.stageSince()
                        : open == null ? null : open.since();
        Provider known = policy.provider(target).orElse(null);
        return new ProviderView(
                target,
                policy.providerTitle(target),
                known == null ? "" : known.jurisdiction(),
                state(seen, engaged ? breaker : null, windows),
                state.heldOut(target)
                        ? HandWords.of(state, target)
                        : seen.symptoms().isEmpty() ? "" : seen.symptoms().getFirst().detail(),
                engaged && breaker != null ? breaker.sharePercent() : 100,
                since,
                windows,
                senses.models(target, now),
                known == null ? 0 : known.firstResponseMax().toMillis(),
                age(seen.lastCallNanos(), now));
    }

    private static ProviderView.State state(
            ProviderPicture seen, @Nullable Breaker engaged, List<ProviderWindow> windows) {
        if (engaged != null) {
            return switch (engaged.state()) {
                case OPEN -> ProviderView.State.OPEN;
                case TRIAL -> ProviderView.State.TRIAL;
                case CLOSING, CLOSED -> ProviderView.State.CLOSING;
            };
        }
        if (has(seen.symptoms(), Symptom.Kind.PROVIDER_ERRORS)) {
            return ProviderView.State.FAILING;
        }
        if (has(seen.symptoms(), Symptom.Kind.PROVIDER_QUOTA)) {
            return ProviderView.State.OVER_QUOTA;
        }
        if (has(seen.symptoms(), Symptom.Kind.PROVIDER_SLOW)) {
            return ProviderView.State.SLOW;
        }
        long calls = windows.isEmpty() ? 0 : windows.getLast().calls();
        return calls < CALLS_FOR_A_VERDICT
                ? ProviderView.State.INSUFFICIENT
                : ProviderView.State.WELL;
    }

    private List<ServiceView> services(DecisionState state, Picture picture, boolean silence) {
        return policy.servicesOf(region).stream()
                .map(service -> service(service, state, picture, silence))
                .toList();
    }

    private ServiceView service(
            Service service, DecisionState state, Picture picture, boolean silence) {
        Target.Service target = new Target.Service(service.name());
        ServiceRoute route = ServiceRoute.of(policy, region, service, state.breakers());
        List<Symptom> symptoms = picture.symptoms(target);
        List<ServiceView.ChainView> chains = new ArrayList<>();
        route.choices()
                .forEach(
                        (stage, choices) -> {
                            Target.Provider used = route.inUse(stage).orElse(null);
                            chains.add(
                                    new ServiceView.ChainView(
                                            stage,
                                            choices.stream()
                                                    .map(
                                                            c ->
                                                                    new ServiceView.LinkView(
                                                                            c.provider(),
                                                                            c.sharePercent(),
                                                                            c.rung(),
                                                                            c.provider()
                                                                                    .equals(used)))
                                                    .toList()));
                        });
        // Silence that nobody hears now says less than the rung.
        String finding =
                symptoms.stream()
                        .filter(s -> silence || s.kind() != Symptom.Kind.SILENT_CALLS)
                        .map(Symptom::detail)
                        .findFirst()
                        .orElse(route.rung() == Rung.PRIMARY ? "" : route.reason());
        return new ServiceView(
                target,
                service.title(),
                severity(route.rung(), symptoms, silence),
                finding,
                route.rung(),
                route.rung() == Rung.PRIMARY ? null : rungSince(route, state),
                route.reason(),
                chains);
    }

    private static Severity severity(Rung rung, List<Symptom> symptoms, boolean silence) {
        Severity byRung =
                switch (rung) {
                    case PRIMARY -> Severity.WELL;
                    case DEGRADED -> Severity.MAJOR;
                    case HUMAN_QUEUE, EMERGENCY -> Severity.CRITICAL;
                };
        Severity bySymptoms =
                has(symptoms, Symptom.Kind.SILENT_CALLS)
                        ? silence ? Severity.CRITICAL : Severity.MINOR
                        : symptoms.isEmpty() ? Severity.WELL : Severity.MAJOR;
        return byRung.compareTo(bySymptoms) > 0 ? byRung : bySymptoms;
    }

    /** When the last of the breakers changed that keep the service from its best rung. */
    private static @Nullable Instant rungSince(ServiceRoute route, DecisionState state) {
        return route.choices().values().stream()
                .flatMap(List::stream)
                .map(choice -> state.breakers().get(choice.provider()))
                .filter(Objects::nonNull)
                .filter(breaker -> breaker.state() != BreakerState.CLOSED)
                .map(Breaker::stageSince)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<DependencyView> dependencies(Picture picture, Now now) {
        return picture.dependencies().stream().map(seen -> dependency(seen, now)).toList();
    }

    private static DependencyView dependency(DependencyPicture seen, Now now) {
        return new DependencyView(
                seen.dependency(),
                seen.symptoms().isEmpty() ? Severity.WELL : Severity.MINOR,
                seen.symptoms().isEmpty() ? "" : seen.symptoms().getFirst().detail(),
                seen.calls(),
                seen.failed(),
                age(seen.lastCallNanos(), now));
    }

    /** Calls of a window that ended well, in words: {@code 118 of 120 calls well in 1 min}. */
    static String calls(ProviderWindow window) {
        long well = window.results().getOrDefault(CallResult.OK, 0L);
        return well
                + " of "
                + window.calls()
                + " calls well in "
                + Duration.ofMillis(window.windowMillis()).toSeconds()
                + " s";
    }

    private static boolean has(List<Symptom> symptoms, Symptom.Kind kind) {
        return symptoms.stream().anyMatch(symptom -> symptom.kind() == kind);
    }

    private static @Nullable Long age(long nanos, Now now) {
        return nanos == Long.MIN_VALUE ? null : Long.valueOf(now.millisSince(nanos));
    }
}
