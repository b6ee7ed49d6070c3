package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The guards of what people move inside a region: the same as for automation where they are about
 * the road, and warnings where they would only stop automation (brake, pins, anti-flap).
 */
final class HandGuards {

    /** What automation has to prove and a person does not: they say why. */
    private static final Set<String> EVIDENCE = Set.of("evidence", "fresh_evidence");

    private HandGuards() {}

    static List<GuardResult> ofTrunk(
            Moment moment, Trunk source, @Nullable Trunk target, boolean back) {
        List<GuardResult> guards = new ArrayList<>();
        guards.add(moves(source));
        if (back) {
            guards.add(isOut(moment.state().routes().sharePercent(source.target()) < 100));
            guards.add(new Guards.SingleFlight().judge(moment, source, target));
        } else {
            guards.addAll(Guards.judge(moment, source, target));
            guards.add(
                    result(
                            "emergency_calls",
                            Verdict.PASS,
                            "the SBC sends them its own way, whatever the shares are"));
        }
        both(moment, source.target(), guards);
        return guards;
    }

    static List<GuardResult> ofProvider(Moment moment, Target.Provider provider, boolean back) {
        List<GuardResult> guards = new ArrayList<>();
        if (back) {
            DecisionState.Breaker breaker = moment.state().breakers().get(provider);
            guards.add(isOut(breaker != null && breaker.sharePercent() < 100));
        } else {
            ProviderGuards.judge(
                            moment,
                            provider,
                            DiagnosisCode.PROVIDER_SLOW,
                            Breakers.takers(moment, provider))
                    .stream()
                    .filter(guard -> !EVIDENCE.contains(guard.guard()))
                    .forEach(guards::add);
        }
        both(moment, provider, guards);
        return guards;
    }

    private static void both(Moment moment, Target target, List<GuardResult> guards) {
        guards.add(
                moment.braked()
                        ? result(
                                "freeze_and_brake",
                                Verdict.WARN,
                                "automation is stopped: what is moved by hand stays so")
                        : result("freeze_and_brake", Verdict.PASS, "none"));
        guards.add(
                moment.pinned(target)
                        ? result("pin", Verdict.WARN, "it is pinned; you move it all the same")
                        : result("pin", Verdict.PASS, "not pinned"));
        guards.add(
                result(
                        "way_back",
                        Verdict.PASS,
                        "table " + moment.state().routes().epoch() + " can be restored"));
    }

    private static GuardResult moves(Trunk source) {
        return source.direction().sendsCalls()
                ? result("movable", Verdict.PASS, "its calls are sent by this region's SBC")
                : result(
                        "movable",
                        Verdict.HARD,
                        "a carrier sends its calls: only that carrier can send them elsewhere");
    }

    private static GuardResult isOut(boolean out) {
        return out
                ? result("is_out", Verdict.PASS, "it does not get all of its new calls")
                : result("is_out", Verdict.HARD, "it has all of its new calls already");
    }

    private static GuardResult result(String guard, Verdict verdict, String detail) {
        return new GuardResult(guard, verdict, detail);
    }
}
