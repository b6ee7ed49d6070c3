package dev.signalbox.agent.decide;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guards of what people move inside a region: those that the matrix orders for them, and before
 * these whether there is anything to move at all.
 */
final class HandGuards {

    private HandGuards() {}

    static List<GuardResult> ofTrunk(
            Moment moment, Trunk source, @Nullable Trunk target, boolean back) {
        List<GuardResult> guards = new ArrayList<>();
        guards.add(moves(source));
        if (back) {
            guards.add(isOut(moment.state().routes().sharePercent(source.target()) < 100));
            guards.addAll(RegionGuards.judge(Origin.MANUAL, new TrunkBack(moment, source)));
        } else {
            guards.addAll(TrunkOut.judge(moment, Origin.MANUAL, source, target));
        }
        return guards;
    }

    static List<GuardResult> ofProvider(Moment moment, Target.Provider provider, boolean back) {
        if (!back) {
            return ProviderGuards.judge(
                    moment,
                    Origin.MANUAL,
                    provider,
                    DiagnosisCode.PROVIDER_SLOW,
                    Breakers.takers(moment, provider));
        }
        List<GuardResult> guards = new ArrayList<>();
        DecisionState.Breaker breaker = moment.state().breakers().get(provider);
        guards.add(isOut(breaker != null && breaker.sharePercent() < 100));
        guards.addAll(RegionGuards.judge(Origin.MANUAL, new ProviderBack(moment, provider)));
        return guards;
    }

    private static GuardResult moves(Trunk source) {
        return source.direction().sendsCalls()
                ? new GuardResult(
                        "movable", Verdict.PASS, "its calls are sent by this region's SBC")
                : new GuardResult(
                        "movable",
                        Verdict.HARD,
                        "a carrier sends its calls: only that carrier can send them elsewhere");
    }

    private static GuardResult isOut(boolean out) {
        return out
                ? new GuardResult("is_out", Verdict.PASS, "it does not get all of its new calls")
                : new GuardResult(
                        "is_out", Verdict.HARD, "no, it has all of its new calls already");
    }
}
