package dev.signalbox.world.traffic;

import java.util.SplittableRandom;

/**
 * What a carrier that is well does with a call. The same call and carrier always give the same
 * outcome.
 */
public sealed interface LegOutcome {

    /** Milliseconds from INVITE to {@code 100 Trying}. */
    long tryingMillis();

    /**
     * Rings, then is answered.
     *
     * @param pddMillis INVITE to the first ringing
     * @param ringMillis first ringing to the answer
     */
    record Answered(long tryingMillis, long pddMillis, long ringMillis) implements LegOutcome {}

    /** The caller gives up after it rang for {@code ringMillis}. */
    record Abandoned(long tryingMillis, long pddMillis, long ringMillis) implements LegOutcome {}

    /** Ends with {@code status} after {@code afterMillis}, without ringing. */
    record Refused(long tryingMillis, long afterMillis, int status) implements LegOutcome {}

    /** The outcome of {@code plan} on {@code carrier}. */
    static LegOutcome of(CallPlan plan, CarrierProfile carrier) {
        SplittableRandom random =
                new SplittableRandom(plan.seed() * 31 + carrier.name().hashCode());
        AnswerProfile answers = carrier.answers();
        long trying = Math.round(Math.clamp(Draws.logNormal(random, 14, 0.5), 3, 120));
        double pdd = Draws.logNormal(random, answers.pddMillisMedian(), answers.pddSigma());
        long pddMillis = Math.round(Math.clamp(pdd, trying + 5.0, 12_000));
        double ring = Draws.logNormal(random, answers.ringMillisMedian(), 0.6);
        long ringMillis = Math.round(Math.clamp(ring, 40, 55_000));
        double draw = random.nextDouble();
        for (AnswerProfile.Refusal refusal : answers.refusals()) {
            draw -= refusal.ratio();
            if (draw < 0) {
                return new Refused(trying, pddMillis, refusal.status());
            }
        }
        draw -= answers.abandonedRatio();
        return draw < 0
                ? new Abandoned(trying, pddMillis, ringMillis * 3)
                : new Answered(trying, pddMillis, ringMillis);
    }
}
