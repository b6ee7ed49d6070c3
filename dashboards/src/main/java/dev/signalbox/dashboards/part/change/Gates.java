package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why each action on a change is off, in words, as far as a console can know. The quorum decides
 * once more when it is asked.
 */
public final class Gates {

    private final Change change;
    private final FleetState state;
    private final Asker asker;

    private Gates(Change change, FleetState state, Asker asker) {
        this.change = change;
        this.state = state;
        this.asker = asker;
    }

    /** The reasons against each action; an action without any is on. */
    public static Map<Act, List<String>> of(Change change, FleetState state, Asker asker) {
        Gates gates = new Gates(change, state, asker);
        Map<Act, List<String>> all = new EnumMap<>(Act.class);
        for (Act act : Act.values()) {
            all.put(act, List.copyOf(gates.against(act)));
        }
        return all;
    }

    /** Why {@code guard} cannot be overruled; empty when it can. */
    public static String override(Change change, GuardResult guard, Asker asker) {
        if (guard.verdict() == GuardResult.Verdict.HARD) {
            return "Nobody can overrule it";
        }
        if (change.phase() != Phase.PROPOSED && change.phase() != Phase.HELD) {
            return "Only a plan or a held change has guards to overrule";
        }
        if (change.id().isEmpty()) {
            return "Nothing keeps this plan";
        }
        return asker.off(dev.signalbox.model.change.Role.OPERATOR, change.plan().scope());
    }

    /** How many approvals by others still hold. */
    static List<FleetState.Approval> valid(Change change, Asker asker) {
        return change.approvals().stream()
                .filter(each -> each.expiresAt().isAfter(asker.now()))
                .filter(each -> !Asker.key(each.person()).equals(Asker.key(change.plan().by())))
                .toList();
    }

    /** True when somebody overruled {@code guard} and that still holds. */
    static boolean overruled(Change change, String guard, Asker asker) {
        return change.overrides().stream()
                .anyMatch(
                        each ->
                                each.guard().equals(guard)
                                        && each.expiresAt().isAfter(asker.now()));
    }

    private List<String> against(Act act) {
        if (change.id().isEmpty()) {
            return List.of(
                    change.detail().isEmpty()
                            ? "Nothing keeps this plan: it cannot be done"
                            : change.detail());
        }
        String phase = phase(act);
        if (!phase.isEmpty()) {
            return List.of(phase);
        }
        List<String> reasons = new ArrayList<>();
        String off = asker.off(act.needed(), change.plan().scope());
        boolean own = act == Act.APPROVE && asker.is(change.plan().by());
        // Another role would not help who asked for it.
        if (!off.isEmpty() && !own) {
            reasons.add(off);
        }
        switch (act) {
            case START -> start(reasons);
            case APPROVE -> approve(reasons);
            case UNDO -> undo(reasons);
            case HOLD, RESUME, DISCARD -> {}
        }
        return reasons;
    }

    /** Why an action does not belong to this phase. */
    private String phase(Act act) {
        Phase phase = change.phase();
        boolean fits =
                switch (act) {
                    case START, DISCARD -> phase == Phase.PROPOSED;
                    case APPROVE -> phase == Phase.PROPOSED || phase == Phase.HELD;
                    case HOLD -> phase == Phase.RUNNING;
                    case RESUME -> phase == Phase.HELD;
                    case UNDO ->
                            phase == Phase.RUNNING
                                    || phase == Phase.HELD
                                    || phase == Phase.COMPLETED;
                };
        if (fits) {
            return "";
        }
        return switch (phase) {
            case PROPOSED -> "It has not started yet";
            case RUNNING -> "It is running";
            case HELD -> "It is held";
            case COMPLETED, UNDONE, DISCARDED -> "It is over: " + ChangeWords.phase(phase);
        };
    }

    private void start(List<String> reasons) {
        outdated(reasons);
        List<String> stops = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        for (GuardResult guard : change.plan().guards()) {
            if (guard.verdict() == GuardResult.Verdict.HARD) {
                stops.add(ChangeWords.guard(guard.guard()));
            } else if (guard.verdict() == GuardResult.Verdict.BLOCK
                    && !overruled(change, guard.guard(), asker)) {
                blocks.add(ChangeWords.guard(guard.guard()));
            }
        }
        if (!stops.isEmpty()) {
            reasons.add(String.join(", ", stops) + " stops it for good");
        }
        if (!blocks.isEmpty()) {
            reasons.add(
                    Numbers.counted(blocks.size(), "block", "blocks")
                            + " ("
                            + String.join(", ", blocks)
                            + ")");
        }
        missing(reasons);
        busy(reasons);
    }

    private void missing(List<String> reasons) {
        int missing = change.plan().kind().peopleNeeded() - 1 - valid(change, asker).size();
        if (missing > 0) {
            boolean expired =
                    change.approvals().stream()
                            .anyMatch(each -> !each.expiresAt().isAfter(asker.now()));
            reasons.add(
                    expired
                            ? "the approval's time is over: it has to be given again"
                            : Numbers.counted(missing, "approval", "approvals")
                                    + " missing, by somebody else than "
                                    + change.plan().by().name());
        }
    }

    private void approve(List<String> reasons) {
        if (change.plan().kind().peopleNeeded() < 2) {
            reasons.add("It needs no second person");
            return;
        }
        outdated(reasons);
        if (asker.is(change.plan().by())) {
            reasons.add("You asked for it: a second, different person has to approve");
        }
        valid(change, asker).stream()
                .filter(each -> asker.is(each.person()))
                .findFirst()
                .ifPresent(
                        each ->
                                reasons.add(
                                        "You have approved it until "
                                                + Times.clock(each.expiresAt())
                                                + " UTC"));
    }

    private void outdated(List<String> reasons) {
        if (change.phase() != Phase.PROPOSED) {
            return;
        }
        if (!change.expiresAt().isAfter(asker.now())) {
            reasons.add(
                    "its time was over at "
                            + Times.clock(change.expiresAt())
                            + " UTC: plan it anew");
        }
        long made = change.plan().basis().epoch();
        if (change.plan().scope() == Scope.FLEET && made != state.table().epoch()) {
            reasons.add(
                    "stale: made from epoch "
                            + made
                            + ", the fleet is at "
                            + state.table().epoch()
                            + "; plan it anew");
            return;
        }
        for (String since : PlanBasis.changedSince(change.plan(), state)) {
            reasons.add("stale: since it was made " + since + "; plan it anew");
        }
    }

    /** True when nothing can come of a plan any more but a new one. */
    static boolean stale(Change change, FleetState state, Instant now) {
        return change.phase() == Phase.PROPOSED
                && (!change.expiresAt().isAfter(now) || PlanBasis.outdated(change.plan(), state));
    }

    private void busy(List<String> reasons) {
        Set<String> mine = touched(change.plan());
        for (Change other : state.changes().values()) {
            if (!other.id().equals(change.id())
                    && (other.phase() == Phase.RUNNING || other.phase() == Phase.HELD)
                    && touched(other.plan()).stream().anyMatch(mine::contains)) {
                reasons.add(
                        "plan "
                                + ChangeModel.number(other.id())
                                + " is "
                                + ChangeWords.phase(other.phase())
                                + " on the same regions");
            }
        }
    }

    private void undo(List<String> reasons) {
        if (change.before() == null || change.stage() < 0) {
            reasons.add("No stage was decided: there is nothing to take back");
            return;
        }
        boolean done = change.phase() == Phase.COMPLETED;
        Instant end = change.stageAt().plus(Change.UNDO_TERM);
        if (done && !end.isAfter(asker.now())) {
            reasons.add(
                    "It was done more than "
                            + Change.UNDO_TERM.toMinutes()
                            + " minutes ago: plan the return");
        }
        Set<String> mine = touched(change.plan());
        state.changes().values().stream()
                .filter(other -> !other.id().equals(change.id()) && other.stage() >= 0)
                .filter(other -> other.stageAt().isAfter(change.stageAt()))
                .filter(other -> touched(other.plan()).stream().anyMatch(mine::contains))
                .findFirst()
                .ifPresent(
                        other ->
                                reasons.add(
                                        "plan "
                                                + ChangeModel.number(other.id())
                                                + " has changed the same regions since: undo that"
                                                + " first"));
    }

    /** The regions a plan takes calls from or gives calls to, and a trunk or provider it leaves. */
    static Set<String> touched(Plan plan) {
        Set<String> names = new HashSet<>();
        names.add(plan.source().id());
        plan.moves()
                .forEach(
                        move -> {
                            names.add(move.from().id());
                            names.add(move.to().id());
                        });
        if (plan.scope() == Scope.FLEET) {
            names.add(new Target.Region(plan.region()).id());
        }
        return names;
    }
}
