package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a provider back: after its time one call tries it, then it gets 10 and 50 % of its new
 * calls, each judged by its own calls, then all. When no other provider could take the rest, it
 * gets all at once after its trial, and is watched like any part of the way back. The brake leaves
 * everything as it is.
 */
final class CloseBreaker implements Rule {

    private static final int FIRST_PERCENT = 10;
    private static final int SECOND_PERCENT = 50;

    @Override
    public Optional<Step> judge(Moment moment) {
        if (moment.braked()) {
            return Optional.empty();
        }
        return moment.state().breakers().entrySet().stream()
                .filter(e -> moment.policy().provider(e.getKey()).isPresent())
                .filter(e -> !moment.state().heldOut(e.getKey()))
                .filter(e -> !moment.pinned(e.getKey()))
                .map(e -> judge(moment, e))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Step> judge(Moment moment, Map.Entry<Target.Provider, Breaker> entry) {
        Target.Provider provider = entry.getKey();
        Breaker breaker = entry.getValue();
        return switch (breaker.state()) {
            case CLOSED -> Optional.empty();
            case OPEN -> trial(moment, provider, breaker);
            case TRIAL ->
                    Breakers.verdict(moment, provider, breaker) == StageVerdict.GOOD
                            ? Optional.of(closing(moment, provider, breaker, FIRST_PERCENT))
                            : Optional.empty();
            case CLOSING -> onward(moment, provider, breaker);
        };
    }

    private static Optional<Step> trial(Moment moment, Target.Provider provider, Breaker breaker) {
        long outMillis = moment.journalMillis() - breaker.openSinceMillis();
        if (!moment.state().askedBack(provider)
                && outMillis < Breakers.openFor(moment, breaker.openings()).toMillis()) {
            return Optional.empty();
        }
        Evidence waited =
                new Evidence(
                        "open_for",
                        "journal",
                        breaker.openings(),
                        "out for " + outMillis / 1000 + " s, opened " + times(breaker.openings()));
        return Optional.of(
                change(
                        moment,
                        provider,
                        breaker,
                        new Next(
                                BreakerState.TRIAL,
                                0,
                                "One call in "
                                        + moment.region()
                                        + " tries "
                                        + moment.title(provider)),
                        waited));
    }

    private static Optional<Step> onward(Moment moment, Target.Provider provider, Breaker breaker) {
        StageVerdict verdict = Breakers.verdict(moment, provider, breaker);
        if (verdict == StageVerdict.GOOD) {
            return Optional.of(
                    breaker.sharePercent() < SECOND_PERCENT
                            ? closing(moment, provider, breaker, SECOND_PERCENT)
                            : closed(moment, provider, breaker));
        }
        boolean restGoesNowhere = breaker.sharePercent() < 100 && alone(moment, provider);
        return verdict != StageVerdict.BAD && restGoesNowhere
                ? Optional.of(closing(moment, provider, breaker, 100))
                : Optional.empty();
    }

    private static boolean alone(Moment moment, Target.Provider provider) {
        return !Breakers.withoutOther(moment, provider).isEmpty();
    }

    private static Step closing(
            Moment moment, Target.Provider provider, Breaker breaker, int percent) {
        int share = alone(moment, provider) ? 100 : percent;
        return change(
                moment,
                provider,
                breaker,
                new Next(
                        BreakerState.CLOSING,
                        share,
                        moment.title(provider)
                                + " is taken back in "
                                + moment.region()
                                + ": "
                                + share
                                + " % of its new calls"
                                + (share == 100 ? ", because nobody else can take them" : "")),
                Breakers.stageEvidence(moment, provider, breaker));
    }

    private static Step closed(Moment moment, Target.Provider provider, Breaker breaker) {
        return change(
                moment,
                provider,
                breaker,
                new Next(
                        BreakerState.CLOSED,
                        100,
                        moment.title(provider)
                                + " is back in "
                                + moment.region()
                                + ": all its new calls"),
                Breakers.stageEvidence(moment, provider, breaker));
    }

    private record Next(BreakerState state, int sharePercent, String sentence) {}

    private static Step change(
            Moment moment, Target.Provider provider, Breaker breaker, Next next, Evidence why) {
        return Breakers.decide(
                moment,
                new Breakers.Change(
                        provider,
                        breaker.diagnosisId(),
                        next.state(),
                        next.sharePercent(),
                        breaker.openings(),
                        next.sentence(),
                        List.of(why),
                        List.of()));
    }

    private static String times(int openings) {
        return openings == 1 ? "once" : openings + " times";
    }
}
