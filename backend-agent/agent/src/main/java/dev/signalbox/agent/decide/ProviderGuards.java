package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The guards of opening a provider's breaker. A dead provider is left even when nobody takes its
 * place: the service goes down its ladder, and callers reach a person instead of silence. One that
 * lives, slow, over its quota or failing only some of its calls, is left only for somebody else.
 */
final class ProviderGuards {

    /**
     * A provider that fails a fifth of its calls is left for another one; leaving the last one for
     * that would take the AI from all callers to spare it to a few.
     */
    private static final double DEAD_SHARE_MIN = 0.8;

    private ProviderGuards() {}

    /**
     * What all guards say; before them whether there is anything to move.
     *
     * @param takers who serves new calls without it, empty when nobody does
     */
    static List<GuardResult> judge(
            Moment moment,
            Origin origin,
            Target.Provider provider,
            DiagnosisCode code,
            List<Target.Provider> takers) {
        boolean dead = code == DiagnosisCode.PROVIDER_FAILING;
        List<GuardResult> guards = new ArrayList<>();
        guards.add(inAChain(moment, provider));
        guards.addAll(
                RegionGuards.judge(origin, new Leaving(moment, origin, provider, dead, takers)));
        return guards;
    }

    private record Leaving(
            Moment moment,
            Origin origin,
            Target.Provider provider,
            boolean dead,
            List<Target.Provider> takers)
            implements RegionGuards.Judge {

        @Override
        public GuardResult judge(FleetGuard guard) {
            return switch (guard) {
                case QUORUM_AND_EPOCH -> RegionGuards.ownEpoch(moment);
                case SINGLE_FLIGHT ->
                        RegionGuards.pass(guard, "workers are told all breakers at once");
                case RESIDENCY -> residency(moment, takers);
                case EMERGENCY_CALLS -> RegionGuards.emergencyCalls("no call changes its trunk");
                case FRESH_EVIDENCE -> freshEvidence(moment, origin, provider);
                case INFRASTRUCTURE_VERDICT -> evidence(moment, provider);
                case PROBLEM_FOLLOWS -> problemFollows(moment, takers, dead);
                case TARGET_GREEN -> targetGreen(moment, takers);
                case TELEPHONY_CAPACITY ->
                        RegionGuards.pass(
                                guard,
                                "no call changes its trunk; what the other provider can take is"
                                        + " not in the policy");
                case ANTI_FLAP -> antiFlap(moment, provider);
                case FREEZE_AND_BRAKE -> RegionGuards.freezeAndBrake(moment, provider);
                case WAY_BACK ->
                        RegionGuards.pass(guard, "its breaker closes again: one call first");
                case ENCRYPTION_PARITY ->
                        RegionGuards.pass(guard, "no call changes its trunk, nor its codec");
                case CALLER_NUMBERS -> RegionGuards.pass(guard, "no number is shown elsewhere");
                case LAST_USABLE_TARGET -> lastUsable(moment, provider, dead);
                case REGION_REMAINS, MOVED_SHARE, LIVE_CALLS, DOOR_REACHABLE ->
                        throw RegionGuards.betweenRegions(guard);
            };
        }
    }

    /** Somebody whose calls were seen lately; a dead provider is left for an untried one too. */
    private static GuardResult targetGreen(Moment moment, List<Target.Provider> takers) {
        List<Target.Provider> untried =
                takers.stream()
                        .filter(
                                t ->
                                        moment.picture()
                                                .of(t)
                                                .filter(p -> p.counts().good() > 0)
                                                .isEmpty())
                        .toList();
        return untried.isEmpty()
                ? RegionGuards.pass(
                        FleetGuard.TARGET_GREEN,
                        takers.isEmpty()
                                ? "no provider takes over"
                                : names(moment, takers) + " has served calls in this run")
                : RegionGuards.result(
                        FleetGuard.TARGET_GREEN,
                        Verdict.WARN,
                        names(moment, untried)
                                + " has served no call in this run: how it is, is"
                                + " not known");
    }

    /** Open fast, close slow: what fails on its way back stays open for longer. */
    private static GuardResult antiFlap(Moment moment, Target.Provider provider) {
        int times = Breakers.openings(moment, provider);
        return times == 0
                ? RegionGuards.pass(FleetGuard.ANTI_FLAP, "its breaker did not open lately")
                : RegionGuards.result(
                        FleetGuard.ANTI_FLAP,
                        Verdict.WARN,
                        "its breaker opened "
                                + times
                                + " times in this incident; it stays open for "
                                + Breakers.openFor(moment, times + 1).toSeconds()
                                + " s next");
    }

    /**
     * One kind of evidence is enough here: spans come from the region's own workers over loopback
     * or an authenticated connection, each is a call that a caller really waited for, and the
     * detector has its own least number of calls. Mirrored SIP, which needs two kinds, can be
     * forged by anybody who reaches the port.
     */
    private static GuardResult evidence(Moment moment, Target.Provider provider) {
        List<Symptom> symptoms =
                moment.picture().symptoms(provider).stream()
                        .filter(s -> s.source() == Symptom.Source.WORKERS)
                        .toList();
        int samples = symptoms.stream().mapToInt(Symptom::samples).max().orElse(0);
        return samples > 0
                ? result(
                        "evidence",
                        Verdict.PASS,
                        samples + " calls reported by the region's own workers")
                : result("evidence", Verdict.BLOCK, "no worker has reported a call");
    }

    /** A person may leave what is well; what is said against it has to be new for both. */
    private static GuardResult freshEvidence(
            Moment moment, Origin origin, Target.Provider provider) {
        long newest =
                moment.picture().symptoms(provider).stream()
                        .mapToLong(s -> moment.now().millisSince(s.newestNanos()))
                        .min()
                        .orElse(Long.MAX_VALUE);
        if (newest == Long.MAX_VALUE) {
            return switch (origin) {
                case AUTOMATIC -> result("fresh_evidence", Verdict.BLOCK, "nothing is wrong now");
                case MANUAL ->
                        result(
                                "fresh_evidence",
                                Verdict.PASS,
                                "nothing is wrong with it now: a person's reason counts");
            };
        }
        long ageMillisMax = moment.policy().thresholds().evidenceAgeMax().toMillis();
        return result(
                "fresh_evidence",
                newest <= ageMillisMax ? Verdict.PASS : Verdict.BLOCK,
                "its newest bad call is " + newest + " ms old, at most " + ageMillisMax + " ms");
    }

    private static GuardResult inAChain(Moment moment, Target.Provider provider) {
        List<Service> users = List.copyOf(Breakers.users(moment, provider).keySet());
        return users.isEmpty()
                ? result(
                        "in_a_chain",
                        Verdict.HARD,
                        "no service of " + moment.region() + " may use it: nothing to move")
                : result("in_a_chain", Verdict.PASS, "used by " + titles(users));
    }

    /** Calls never leave the region's jurisdiction. */
    static GuardResult residency(Moment moment, List<Target.Provider> takers) {
        String jurisdiction =
                moment.policy().region(moment.region()).map(Region::jurisdiction).orElseThrow();
        List<Target.Provider> abroad =
                takers.stream()
                        .filter(
                                t ->
                                        moment.policy()
                                                .provider(t)
                                                .map(Provider::jurisdiction)
                                                .filter(jurisdiction::equals)
                                                .isEmpty())
                        .toList();
        if (!abroad.isEmpty()) {
            return result(
                    "residency",
                    Verdict.HARD,
                    names(moment, abroad) + " would take calls out of " + jurisdiction);
        }
        return result(
                "residency",
                Verdict.PASS,
                takers.isEmpty()
                        ? "no provider takes over"
                        : names(moment, takers) + " stays in " + jurisdiction);
    }

    private static GuardResult lastUsable(
            Moment moment, Target.Provider provider, boolean failing) {
        List<Service> left = Breakers.withoutOther(moment, provider);
        if (left.isEmpty()) {
            return result("last_usable_provider", Verdict.PASS, "every chain has another provider");
        }
        boolean dead =
                failing
                        && moment.picture()
                                .of(provider)
                                .filter(p -> p.deadShare() >= DEAD_SHARE_MIN)
                                .isPresent();
        return result(
                "last_usable_provider",
                dead ? Verdict.WARN : Verdict.HARD,
                "it is the last usable provider of "
                        + titles(left)
                        + (dead
                                ? ", and dead: callers reach a person instead"
                                : ", and it lives: leaving it would leave callers without AI"));
    }

    private static GuardResult problemFollows(
            Moment moment, List<Target.Provider> takers, boolean dead) {
        List<Target.Provider> ill =
                takers.stream()
                        .filter(
                                t ->
                                        !moment.picture().symptoms(t).isEmpty()
                                                || moment.state().diagnoses().containsKey(t))
                        .toList();
        return ill.isEmpty()
                ? result(
                        "problem_follows",
                        Verdict.PASS,
                        takers.isEmpty()
                                ? "no provider takes over"
                                : "nothing speaks against " + names(moment, takers))
                : result(
                        "problem_follows",
                        dead ? Verdict.WARN : Verdict.BLOCK,
                        names(moment, ill) + " is not well either");
    }

    private static String names(Moment moment, List<Target.Provider> providers) {
        return providers.stream().map(moment::title).collect(Collectors.joining(" and "));
    }

    private static String titles(List<Service> services) {
        return services.stream().map(Service::title).collect(Collectors.joining(" and "));
    }

    private static GuardResult result(String guard, Verdict verdict, String detail) {
        return new GuardResult(guard, verdict, detail);
    }
}
