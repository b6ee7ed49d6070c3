package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.agent.decide.fleet.guard.NewCalls;
import dev.signalbox.agent.decide.fleet.guard.TelephonyLoad;
import dev.signalbox.agent.decide.fleet.guard.UndoGuards;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes plans of fleet scope: what moves where, what stays and why, stages, the way back, guards.
 */
public final class Planner {

    private static final List<Integer> CAREFUL = List.of(1, 10, 50, 100);

    /** Callers of a dead region hear silence: no time is spent on one call in a hundred. */
    private static final List<Integer> QUICK = List.of(25, 50, 100);

    private static final List<Integer> AT_ONCE = List.of(100);

    private final GuardLimits limits;

    public Planner(GuardLimits limits) {
        this.limits = limits;
    }

    /** What all guards say of taking {@code change} back now. */
    public List<GuardResult> judgeUndo(FleetPicture picture, Change change, Person by) {
        return UndoGuards.judge(picture, change, by, limits);
    }

    /** What all guards say of starting {@code plan} now. */
    public List<GuardResult> judgeStart(FleetPicture picture, Plan plan) {
        return FleetGuard.judgeAll(picture, plan, limits);
    }

    /** What {@code request} would do now. */
    public Planned plan(FleetPicture picture, PlanRequest request) {
        Optional<String> senseless = senseless(picture.policy(), request);
        if (senseless.isPresent()) {
            return new Planned.Impossible(senseless.get());
        }
        String region = request.region();
        String title = picture.policy().regionTitle(region);
        Routes routes =
                request.kind().back()
                        ? Returning.of(picture, region)
                        : Leaving.of(picture, region, request.to());
        if (routes.moves().isEmpty() && routes.stays().isEmpty()) {
            return new Planned.Impossible(
                    request.kind().back()
                            ? "nothing to return: all new calls of " + title + "'s numbers go there"
                            : "nothing to move: no new calls go to " + title);
        }
        Plan draft = draft(picture, request, routes);
        return new Planned.Made(draft.withGuards(FleetGuard.judgeAll(picture, draft, limits)));
    }

    private static Optional<String> senseless(Policy policy, PlanRequest request) {
        String to = request.to();
        if (request.kind().scope() != Scope.FLEET) {
            return Optional.of(
                    "to "
                            + request.kind().verb()
                            + " a trunk or a provider moves nothing between regions: ask the agent"
                            + " of "
                            + policy.regionTitle(request.region()));
        }
        if (policy.region(request.region()).isEmpty()) {
            return Optional.of(unknown(policy, request.region()));
        }
        if (request.reason().isBlank()) {
            return Optional.of("no reason given: say why, it stands in the journal");
        }
        if (to == null) {
            return Optional.empty();
        }
        if (policy.region(to).isEmpty()) {
            return Optional.of(unknown(policy, to));
        }
        return to.equals(request.region()) || request.kind().back()
                ? Optional.of(
                        "to "
                                + request.kind().verb()
                                + " "
                                + policy.regionTitle(request.region())
                                + ", its calls cannot be sent to "
                                + policy.regionTitle(to)
                                + ": leave the target out")
                : Optional.empty();
    }

    private static String unknown(Policy policy, String region) {
        return "no region \"%s\" in the policy. There are: %s"
                .formatted(
                        region,
                        policy.regions().stream()
                                .map(Region::name)
                                .collect(Collectors.joining(", ")));
    }

    private Plan draft(FleetPicture picture, PlanRequest request, Routes routes) {
        String region = request.region();
        RegionEntry entry = picture.regions().get(region);
        List<Plan.Load> loads = loads(picture, routes.moves());
        return new Plan(
                request.kind(),
                new Target.Region(region),
                region,
                request.origin(),
                request.by(),
                request.reason().strip(),
                request.at(),
                PlanBasis.of(
                        picture.state(),
                        picture.policy().hash(),
                        touched(picture, request, routes)),
                routes.moves(),
                routes.stays(),
                loads,
                entry == null ? 0 : entry.view().liveCalls(),
                stages(picture, routes.moves(), request, loads),
                routes.table(),
                wayBack(picture, request),
                List.of());
    }

    private static SortedSet<String> touched(
            FleetPicture picture, PlanRequest request, Routes routes) {
        return TableChange.regions(
                new Target.Region(request.region()),
                routes.moves(),
                picture.state().table(),
                routes.table());
    }

    /** Where calls are now decides: in a dead region they reach nobody. */
    private List<Integer> stages(
            FleetPicture picture,
            List<Plan.Move> moves,
            PlanRequest request,
            List<Plan.Load> loads) {
        boolean dead =
                request.kind().back()
                        ? moves.stream().allMatch(move -> lost(picture, move.from()))
                        : lost(picture, new Target.Region(request.region()));
        if (!dead) {
            return CAREFUL;
        }
        boolean room =
                loads.stream()
                        .allMatch(
                                load -> {
                                    Double ratio = load.capacityRatio();
                                    return ratio != null && ratio <= limits.capacityPassRatio();
                                });
        return room ? AT_ONCE : QUICK;
    }

    private static boolean lost(FleetPicture picture, Target where) {
        return where instanceof Target.Region(String name)
                && picture.state().verdict(name) == RegionVerdict.LOST;
    }

    private List<Plan.Load> loads(FleetPicture picture, List<Plan.Move> moves) {
        SortedSet<String> touched = new TreeSet<>();
        for (Plan.Move move : moves) {
            if (move.to() instanceof Target.Region(String name)) {
                touched.add(name);
            }
        }
        List<Plan.Load> loads = new ArrayList<>();
        for (String target : touched) {
            loads.add(load(picture, moves, target));
        }
        return loads;
    }

    private Plan.Load load(FleetPicture picture, List<Plan.Move> moves, String target) {
        double before = new NewCalls(picture).handledBy(target);
        double moved =
                moves.stream()
                        .filter(m -> m.to().equals(new Target.Region(target)))
                        .mapToDouble(Plan.Move::callsPerMinute)
                        .sum();
        Optional<TelephonyLoad.Limit> fullest =
                TelephonyLoad.after(picture, moves, 1, target, limits.redialFactor())
                        .map(TelephonyLoad::fullest);
        return new Plan.Load(
                new Target.Region(target),
                picture.policy().regionTitle(target),
                before,
                before + moved,
                fullest.map(TelephonyLoad.Limit::ratioBusiest)
                        .filter(Double::isFinite)
                        .orElse(null),
                fullest.map(limit -> words(limit, limits.redialFactor())).orElse("not known"));
    }

    private static String words(TelephonyLoad.Limit limit, double redialFactor) {
        return limit.max() <= 0 && limit.after() > 0
                ? "no usable trunk: no " + limit.what()
                : Plan.Load.limit(
                                limit.ratioBefore(),
                                limit.ratioAfter(),
                                limit.max(),
                                limit.what()
                                        + String.format(
                                                Locale.ROOT, " with redials x %.1f", redialFactor))
                        + limit.busiestWords();
    }

    private static String wayBack(FleetPicture picture, PlanRequest request) {
        String title = picture.policy().regionTitle(request.region());
        String undo =
                "Undo sets the front doors back to epoch %d's routes at once, until 15 min after its last stage."
                        .formatted(picture.state().table().epoch());
        return request.kind() == PlanKind.RETURN_REGION
                ? undo + " Then " + title + " is left again."
                : undo + " Later, return " + title + ": 1, 10, 50, 100 %, each stage watched.";
    }
}
