package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans of people inside one region: a trunk or a provider is left, or taken back. */
public final class HandPlan {

    private static final double SECONDS_PER_MINUTE = 60;

    private HandPlan() {}

    /** What a person asks for. */
    public record Wish(PlanKind kind, Target target, Person by, String reason) {}

    static Plan of(Moment moment, Wish wish) {
        return switch (wish.target()) {
            case Target.Trunk trunk -> ofTrunk(moment, wish, trunk);
            case Target.Provider provider -> ofProvider(moment, wish, provider);
            case Target.Region _,
                    Target.Carrier _,
                    Target.Path _,
                    Target.Service _,
                    Target.Dependency _ ->
                    throw new IllegalArgumentException(
                            wish.target().id() + ": is moved by no region");
        };
    }

    /** One line of what a plan does, for its record. */
    static String sentence(Policy policy, Plan plan) {
        String what = DiagnosisTitle.name(policy, plan.source());
        return plan.kind().back()
                ? what + " in " + plan.region() + " is to be taken back"
                : what + " in " + plan.region() + " is taken out by hand";
    }

    /** Who takes a trunk's new calls: the first usable one in the policy's order. */
    static Optional<Trunk> taker(Moment moment, Trunk source) {
        return source.alternatives(moment.policy().trunks()).stream()
                .filter(moment::usable)
                .findFirst();
    }

    private static Plan ofTrunk(Moment moment, Wish wish, Target.Trunk trunk) {
        Trunk source =
                moment.policy()
                        .trunk(trunk)
                        .filter(t -> t.target().region().equals(moment.region()))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                trunk.id()
                                                        + ": is no trunk of "
                                                        + moment.region()));
        Trunk taker = taker(moment, source).orElse(null);
        double callsPerMinute = callsPerMinute(moment, trunk);
        List<Plan.Move> moves = new ArrayList<>();
        List<Plan.Load> loads = new ArrayList<>();
        if (taker != null && !wish.kind().back()) {
            moves.add(new Plan.Move(null, trunk, taker.target(), 100, callsPerMinute));
            loads.add(load(moment, taker, callsPerMinute));
        } else if (wish.kind().back()) {
            moves.add(new Plan.Move(null, trunk, trunk, 100, callsPerMinute));
        }
        return plan(
                moment,
                wish,
                moves,
                List.of(),
                loads,
                HandGuards.ofTrunk(moment, source, taker, wish.kind().back()),
                moment.picture(trunk).map(TrunkPicture::liveCalls).orElse(0));
    }

    private static Plan ofProvider(Moment moment, Wish wish, Target.Provider provider) {
        if (moment.policy().provider(provider).isEmpty()) {
            throw new IllegalArgumentException(provider.id() + ": is no provider of the policy");
        }
        List<Plan.Move> moves = new ArrayList<>();
        List<Plan.Stay> stays = new ArrayList<>();
        if (wish.kind().back()) {
            Breakers.users(moment, provider)
                    .keySet()
                    .forEach(
                            service ->
                                    moves.add(
                                            new Plan.Move(
                                                    service.name(), provider, provider, 100, 0)));
        } else {
            for (ServiceShift shift : Breakers.shifts(moment, provider, BreakerState.OPEN, 0)) {
                Target after = shift.after();
                if (after != null) {
                    moves.add(new Plan.Move(shift.service(), provider, after, 100, 0));
                } else {
                    stays.add(withoutAi(moment, shift));
                }
            }
        }
        return plan(
                moment,
                wish,
                moves,
                stays,
                List.of(),
                HandGuards.ofProvider(moment, provider, wish.kind().back()),
                0);
    }

    /** A service that has nobody left for this stage goes down its ladder. */
    private static Plan.Stay withoutAi(Moment moment, ServiceShift shift) {
        return new Plan.Stay(
                new Target.Service(shift.service()),
                moment.policy().serviceTitle(shift.service()),
                0,
                "no other provider is left: its callers go to the "
                        + shift.rungAfter().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                false);
    }

    private static Plan.Load load(Moment moment, Trunk taker, double moved) {
        double before = callsPerMinute(moment, taker.target());
        double after = before + moved;
        double ratio = after / SECONDS_PER_MINUTE / taker.callsPerSecondMax();
        return new Plan.Load(
                taker.target(),
                moment.title(taker.target()),
                before,
                after,
                ratio,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of %.0f calls/s",
                        ratio * 100,
                        taker.callsPerSecondMax()));
    }

    private static double callsPerMinute(Moment moment, Target.Trunk trunk) {
        return SECONDS_PER_MINUTE
                * moment.picture(trunk).map(TrunkPicture::callsPerSecond).orElse(0.0);
    }

    private static Plan plan(
            Moment moment,
            Wish wish,
            List<Plan.Move> moves,
            List<Plan.Stay> stays,
            List<Plan.Load> loads,
            List<GuardResult> guards,
            int liveCalls) {
        return new Plan(
                wish.kind(),
                wish.target(),
                moment.region(),
                Origin.MANUAL,
                wish.by(),
                wish.reason(),
                moment.now().wall(),
                basis(moment),
                moves,
                stays,
                loads,
                liveCalls,
                wish.kind().back() ? stages(wish.target()) : List.of(100),
                null,
                wish.kind().back()
                        ? "take it out again"
                        : "return " + wish.target().id() + ": in stages, at once when it is well",
                guards);
    }

    private static List<Integer> stages(Target target) {
        return target instanceof Target.Trunk ? List.of(1, 10, 50, 100) : List.of(10, 50, 100);
    }

    /** What the plan hangs on: the region's table, and who is held out or broken. */
    private static Plan.Basis basis(Moment moment) {
        StringBuilder state = new StringBuilder();
        moment.state().breakers().forEach((p, b) -> state.append(p.id()).append(b.state()));
        moment.state().hands().forEach((t, h) -> state.append(t.id()).append(h.id()));
        return new Plan.Basis(
                moment.state().routes().epoch(), moment.policy().hash(), state.toString());
    }
}
