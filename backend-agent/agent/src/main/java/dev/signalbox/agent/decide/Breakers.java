package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What opening and closing a provider's breaker have in common. */
final class Breakers {

    /** A bad call among fewer good ones speaks for a relapse. */
    private static final int GOOD_PER_BAD = 4;

    private Breakers() {}

    /**
     * A change of one breaker.
     *
     * @param sharePercent 0 to 100
     * @param openings in this incident, this one included
     */
    record Change(
            Target.Provider provider,
            String diagnosisId,
            BreakerState to,
            int sharePercent,
            int openings,
            String sentence,
            List<Evidence> evidence,
            List<GuardResult> guards) {}

    /** The record of intent; workers are told once it is durable. */
    static Step decide(Moment moment, Change change) {
        return new Step.Write(
                new JournalRecord.BreakerChanged(
                        moment.now().wall(),
                        moment.upMillis(),
                        change.diagnosisId(),
                        change.provider(),
                        state(moment, change.provider()),
                        change.to(),
                        change.sharePercent(),
                        change.openings(),
                        counts(moment, change.provider()),
                        shifts(moment, change.provider(), change.to(), change.sharePercent()),
                        change.sentence(),
                        change.evidence(),
                        change.guards()),
                new Step.Action.TellWorkers());
    }

    static BreakerState state(Moment moment, Target.Provider provider) {
        Breaker breaker = moment.state().breakers().get(provider);
        return breaker == null ? BreakerState.CLOSED : breaker.state();
    }

    private static ProviderPicture.Counts counts(Moment moment, Target.Provider provider) {
        return moment.picture()
                .of(provider)
                .map(ProviderPicture::counts)
                .orElse(ProviderPicture.Counts.NONE);
    }

    /** How often it opened in this incident so far; a return that has lasted ends the count. */
    static int openings(Moment moment, Target.Provider provider) {
        Breaker breaker = moment.state().breakers().get(provider);
        if (breaker == null) {
            return 0;
        }
        boolean lasted =
                breaker.state() == BreakerState.CLOSED
                        && moment.journalMillis() - breaker.stageSinceMillis()
                                > 2 * openFor(moment, breaker.openings()).toMillis();
        return lasted ? 0 : breaker.openings();
    }

    /** How long it stays open before one call may try. */
    static Duration openFor(Moment moment, int openings) {
        return CoolDown.of(moment.policy().thresholds().providers().open(), openings);
    }

    /** The provider's calls since the last change of its breaker. */
    static ProviderPicture.Counts sinceStage(
            Moment moment, Target.Provider provider, Breaker breaker) {
        return counts(moment, provider).minus(breaker.stageCounts());
    }

    /** Calls since the last change that speak for a relapse. */
    static long bad(Moment moment, Target.Provider provider, Breaker breaker) {
        ProviderPicture.Counts calls = sinceStage(moment, provider, breaker);
        return calls.dead() + calls.quota() + (slow(moment, provider) ? calls.slow() : 0);
    }

    private static long good(Moment moment, Target.Provider provider, Breaker breaker) {
        ProviderPicture.Counts calls = sinceStage(moment, provider, breaker);
        return calls.good() + (slow(moment, provider) ? 0 : calls.slow());
    }

    /** A late response is bad news only of a provider that was taken out for being slow. */
    private static boolean slow(Moment moment, Target.Provider provider) {
        OpenDiagnosis open = moment.state().diagnoses().get(provider);
        return open != null && open.code() == DiagnosisCode.PROVIDER_SLOW;
    }

    /** How a trial or a part of the way back goes, by the provider's own calls. */
    static StageVerdict verdict(Moment moment, Target.Provider provider, Breaker breaker) {
        long bad = bad(moment, provider, breaker);
        long good = good(moment, provider, breaker);
        if (breaker.state() == BreakerState.TRIAL && !breaker.applied()) {
            return withoutTrial(moment, breaker, good);
        }
        if (bad > 0 && bad * GOOD_PER_BAD > good) {
            return StageVerdict.BAD;
        }
        if (breaker.state() == BreakerState.TRIAL) {
            return good > 0 ? StageVerdict.GOOD : StageVerdict.OPEN;
        }
        var limits = moment.policy().thresholds().providers();
        long held = moment.journalMillis() - breaker.stageSinceMillis();
        boolean quiet =
                bad == 0 && held >= moment.policy().thresholds().returnStageWaitMax().toMillis();
        boolean enough = held >= limits.closingHold().toMillis() && good >= limits.closingCalls();
        return enough || quiet ? StageVerdict.GOOD : StageVerdict.OPEN;
    }

    /**
     * While nobody has taken the trial, calls that arrive are late reports or calls under way. Only
     * several of them over some time speak for the provider: workers that report and never ask for
     * routes must not keep it on trial for ever.
     */
    private static StageVerdict withoutTrial(Moment moment, Breaker breaker, long good) {
        var limits = moment.policy().thresholds().providers();
        long held = moment.journalMillis() - breaker.stageSinceMillis();
        return held >= limits.closingHold().toMillis() && good >= limits.closingCalls()
                ? StageVerdict.GOOD
                : StageVerdict.OPEN;
    }

    /** What a verdict rests on, for the record. */
    static Evidence stageEvidence(Moment moment, Target.Provider provider, Breaker breaker) {
        long good = good(moment, provider, breaker);
        long bad = bad(moment, provider, breaker);
        return new Evidence(
                "breaker_stage",
                "workers",
                (int) Math.min(Integer.MAX_VALUE, good + bad),
                good
                        + " calls went well and "
                        + bad
                        + " did not "
                        + (breaker.state() == BreakerState.TRIAL
                                ? "on trial"
                                : "at " + breaker.sharePercent() + " %"));
    }

    /** The services of the region that may use the provider, each with the route it has now. */
    static Map<Service, ServiceRoute> users(Moment moment, Target.Provider provider) {
        Map<Service, ServiceRoute> users = new LinkedHashMap<>();
        for (Service service : moment.policy().servicesOf(moment.region())) {
            ServiceRoute route =
                    ServiceRoute.of(
                            moment.policy(), moment.region(), service, moment.state().breakers());
            if (links(route, provider).findAny().isPresent()) {
                users.put(service, route);
            }
        }
        return users;
    }

    private static Stream<ServiceRoute.Choice> links(ServiceRoute route, Target.Provider provider) {
        return chain(route, provider).stream().filter(c -> c.provider().equals(provider));
    }

    private static List<ServiceRoute.Choice> chain(ServiceRoute route, Target.Provider provider) {
        return route.choices().getOrDefault(Stage.of(provider.stage()).orElseThrow(), List.of());
    }

    /** Services that would have nobody left for the provider's stage. */
    static List<Service> withoutOther(Moment moment, Target.Provider provider) {
        return users(moment, provider).entrySet().stream()
                .filter(
                        e ->
                                chain(e.getValue(), provider).stream()
                                        .filter(c -> !c.provider().equals(provider))
                                        .noneMatch(c -> c.sharePercent() == 100))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What changes for whom when the breaker comes into another state. */
    static List<ServiceShift> shifts(
            Moment moment, Target.Provider provider, BreakerState to, int sharePercent) {
        Map<Target.Provider, Breaker> after = new TreeMap<>(moment.state().breakers());
        after.put(provider, breaker(moment, to, sharePercent));
        Stage stage = Stage.of(provider.stage()).orElseThrow();
        List<ServiceShift> shifts = new ArrayList<>();
        users(moment, provider)
                .forEach(
                        (service, was) -> {
                            ServiceRoute is =
                                    ServiceRoute.of(
                                            moment.policy(), moment.region(), service, after);
                            Target.Provider usedBefore = was.inUse(stage).orElse(null);
                            Target.Provider usedAfter = is.inUse(stage).orElse(null);
                            if (!Objects.equals(usedBefore, usedAfter) || was.rung() != is.rung()) {
                                shifts.add(
                                        new ServiceShift(
                                                service.name(),
                                                stage,
                                                usedBefore,
                                                usedAfter,
                                                was.rung(),
                                                is.rung()));
                            }
                        });
        return shifts;
    }

    /** Who serves new calls once the provider gets none, empty when nobody does. */
    static List<Target.Provider> takers(Moment moment, Target.Provider provider) {
        Map<Target.Provider, Breaker> after = new TreeMap<>(moment.state().breakers());
        after.put(provider, breaker(moment, BreakerState.OPEN, 0));
        Stage stage = Stage.of(provider.stage()).orElseThrow();
        return users(moment, provider).keySet().stream()
                .map(service -> ServiceRoute.of(moment.policy(), moment.region(), service, after))
                .map(route -> route.inUse(stage))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** As far as a route looks at it. */
    private static Breaker breaker(Moment moment, BreakerState state, int sharePercent) {
        return new Breaker(
                "",
                "",
                state,
                sharePercent,
                moment.journalMillis(),
                moment.journalMillis(),
                moment.now().wall(),
                ProviderPicture.Counts.NONE,
                1,
                false);
    }
}
