package dev.signalbox.agent;

import dev.signalbox.agent.decide.CoolDown;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an open diagnosis of an AI provider into words. Pure. */
final class ProviderIncident {

    private final Policy policy;
    private final String region;
    private final DecisionState state;
    private final long journalMillis;
    private final Now now;

    /**
     * Puts into words what holds at one moment.
     *
     * @param journalMillis {@code now} on the journal's own time line
     */
    ProviderIncident(
            Policy policy, String region, DecisionState state, long journalMillis, Now now) {
        this.policy = policy;
        this.region = region;
        this.state = state;
        this.journalMillis = journalMillis;
        this.now = now;
    }

    IncidentView of(Target.Provider provider, OpenDiagnosis open) {
        Breaker breaker = state.breakers().get(provider);
        if (breaker != null && !breaker.diagnosisId().equals(open.id())) {
            // What an earlier incident left behind.
            breaker = null;
        }
        Instant nextAt =
                breaker == null || breaker.state() != BreakerState.OPEN ? null : openEnd(breaker);
        boolean returning = breaker != null && returning(breaker.state());
        String numbers = open.sentence().substring(open.sentence().indexOf(": ") + 1).strip();
        return new IncidentView(
                open.id(),
                provider,
                severity(provider, open, breaker),
                returning
                        ? policy.providerTitle(provider) + " is being taken back"
                        : DiagnosisTitle.of(policy, provider, open.code()),
                returning ? "Before it: " + numbers : numbers,
                breaker == null ? notMoved(open) : action(provider, breaker),
                breaker == null ? "" : next(breaker, nextAt),
                nextAt,
                open.since(),
                open.decisions());
    }

    private static boolean returning(BreakerState state) {
        return switch (state) {
            case CLOSED, CLOSING -> true;
            case OPEN, TRIAL -> false;
        };
    }

    private Severity severity(
            Target.Provider provider, OpenDiagnosis open, @Nullable Breaker breaker) {
        if (breaker == null) {
            return open.code() == DiagnosisCode.PROVIDER_FAILING
                    ? Severity.CRITICAL
                    : Severity.MAJOR;
        }
        boolean withoutAi =
                routes(provider).stream()
                        .anyMatch(route -> route.rung().compareTo(Rung.HUMAN_QUEUE) >= 0);
        if (withoutAi) {
            return Severity.CRITICAL;
        }
        return switch (breaker.state()) {
            case OPEN, TRIAL -> Severity.MAJOR;
            case CLOSING, CLOSED -> Severity.MINOR;
        };
    }

    private static String notMoved(OpenDiagnosis open) {
        return open.refusal() == null ? "Not moved yet" : open.refusal().sentence();
    }

    private String action(Target.Provider provider, Breaker breaker) {
        String since = JournalSentences.clock(breaker.stageSince());
        return switch (breaker.state()) {
            case OPEN ->
                    breaker.applied()
                            ? "New calls go to " + places(provider) + " since " + since
                            : "Decided at "
                                    + since
                                    + ": new calls go to "
                                    + places(provider)
                                    + "; no worker has asked since";
            case TRIAL -> "One call tries it since " + since + "; others go to " + places(provider);
            case CLOSING ->
                    "Taken back in parts: "
                            + breaker.sharePercent()
                            + " % of its new calls since "
                            + since;
            case CLOSED -> "Has all its new calls again since " + since;
        };
    }

    private String next(Breaker breaker, @Nullable Instant nextAt) {
        if (breaker.state() == BreakerState.CLOSED) {
            return "Closes when its calls go on well";
        }
        if (state.brake() != null) {
            return "No return while the brake is on";
        }
        return switch (breaker.state()) {
            case OPEN ->
                    nextAt != null && nextAt.isAfter(now.wall())
                            ? "One call tries it at " + JournalSentences.clock(nextAt)
                            : "One call tries it now";
            case TRIAL -> "Gets part of its new calls when that call goes well";
            case CLOSING -> "Gets more when these go well";
            case CLOSED -> "";
        };
    }

    /** Who takes its new calls now. */
    private String places(Target.Provider provider) {
        Stage stage = Stage.of(provider.stage()).orElseThrow();
        String places =
                routes(provider).stream()
                        .map(route -> place(route, stage))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return places.isEmpty() ? "others of its chain" : places;
    }

    private String place(ServiceRoute route, Stage stage) {
        return route.inUse(stage)
                .map(policy::providerTitle)
                .orElse(
                        switch (route.rung()) {
                            case PRIMARY, DEGRADED, HUMAN_QUEUE -> "the human queue";
                            case EMERGENCY ->
                                    route.transferTo() == null
                                            ? "nobody: there is neither a human queue nor an"
                                                    + " emergency number"
                                            : "the emergency number";
                        });
    }

    /** The routes of the services that may use it. */
    private List<ServiceRoute> routes(Target.Provider provider) {
        Stage stage = Stage.of(provider.stage()).orElseThrow();
        return policy.servicesOf(region).stream()
                .map(
                        (Service service) ->
                                ServiceRoute.of(policy, region, service, state.breakers()))
                .filter(
                        route ->
                                route.choices().getOrDefault(stage, List.of()).stream()
                                        .anyMatch(c -> c.provider().equals(provider)))
                .toList();
    }

    private Instant openEnd(Breaker breaker) {
        Duration wait = CoolDown.of(policy.thresholds().providers().open(), breaker.openings());
        long leftMillis = breaker.openSinceMillis() + wait.toMillis() - journalMillis;
        return now.wall().plusMillis(leftMillis);
    }
}
