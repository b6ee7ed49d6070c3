package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Single reasons why something may not be done with a plan; null when there is none. */
final class PlanChecks {

    /** A first stage from here on is the pace of a dead source. */
    private static final int AT_ONCE_PERCENT = 25;

    /** So much of a hash nobody meets by chance. */
    private static final int HASH_CHARS_MIN = 8;

    private PlanChecks() {}

    /** A plan that the quorum can carry out at all. */
    static @Nullable Refused shape(Matter matter, Plan plan) {
        if (plan.kind().scope() != Scope.FLEET || !(plan.source() instanceof Target.Region)) {
            return Matter.no(
                    Code.INVALID,
                    "To "
                            + matter.words().aim(plan.kind(), plan.source())
                            + " is for the agent of "
                            + matter.state().title(plan.region())
                            + " to decide, not for the fleet.");
        }
        if (plan.table() == null) {
            return Matter.no(Code.INVALID, "The plan has no table: make it anew.");
        }
        int before = 0;
        for (int percent : plan.stagesPercent()) {
            if (percent <= before || percent > 100) {
                return stages(plan);
            }
            before = percent;
        }
        return before == 100 ? null : stages(plan);
    }

    private static Refused stages(Plan plan) {
        return Matter.no(
                Code.INVALID,
                "Stages "
                        + plan.stagesPercent()
                        + " %: they have to grow and end in 100, for example 1, 10, 50, 100.");
    }

    static @Nullable Refused hard(List<GuardResult> guards) {
        return guards.stream()
                .filter(guard -> guard.verdict() == GuardResult.Verdict.HARD)
                .findFirst()
                .map(
                        guard ->
                                Matter.no(
                                        Code.BLOCKED,
                                        "Guard "
                                                + guard.guard()
                                                + " forbids it, nobody can overrule it: "
                                                + guard.detail()))
                .orElse(null);
    }

    static @Nullable Refused blocked(Matter matter, Change change, List<GuardResult> guards) {
        return guards.stream()
                .filter(guard -> guard.verdict() == GuardResult.Verdict.BLOCK)
                .filter(guard -> !overruled(matter, change, guard.guard()))
                .findFirst()
                .map(
                        guard ->
                                Matter.no(
                                        Code.BLOCKED,
                                        "Guard "
                                                + guard.guard()
                                                + " blocks it and is not overruled: "
                                                + guard.detail()
                                                + passedBefore(change, guard.guard())))
                .orElse(null);
    }

    /** Before it starts only what blocked the plan can be overruled. */
    private static String passedBefore(Change change, String guard) {
        boolean blocked =
                change.plan().guards().stream()
                        .anyMatch(
                                g ->
                                        g.guard().equals(guard)
                                                && g.verdict() == GuardResult.Verdict.BLOCK);
        return blocked || change.phase() != Phase.PROPOSED
                ? ""
                : ". It did not when the plan was made: make the plan anew";
    }

    private static boolean overruled(Matter matter, Change change, String guard) {
        return change.overrides().stream()
                .anyMatch(o -> o.guard().equals(guard) && matter.open(o.expiresAt()));
    }

    /** Another change under way that has to do with the same regions. */
    static @Nullable Refused busy(Matter matter, Plan plan, @Nullable String planId) {
        FleetState state = matter.state();
        SortedSet<String> mine = TableChange.regions(plan, state.table());
        for (Change other : state.changes().values()) {
            boolean under = other.phase() == Phase.RUNNING || other.phase() == Phase.HELD;
            if (!under || other.id().equals(planId)) {
                continue;
            }
            SortedSet<String> shared = TableChange.regions(other, state);
            shared.retainAll(mine);
            if (!shared.isEmpty()) {
                return Matter.no(
                        Code.BUSY,
                        "Another change is under way for "
                                + titles(matter, shared)
                                + ": "
                                + matter.plan(other.id())
                                + " of "
                                + other.plan().by().name()
                                + " is "
                                + other.phase().text()
                                + ". Wait for it, or undo it.");
            }
        }
        return null;
    }

    /** Whether what the plan was made from is another one now. */
    static @Nullable Refused stale(Matter matter, Plan plan) {
        FleetState state = matter.state();
        long epoch = state.table().epoch();
        if (plan.basis().epoch() != epoch) {
            return Matter.no(
                    Code.STALE_PLAN,
                    "It was made for routes of epoch "
                            + plan.basis().epoch()
                            + ", they are at "
                            + epoch
                            + " now: make the plan anew.");
        }
        List<String> since = PlanBasis.changedSince(plan, state);
        return since.isEmpty()
                ? null
                : Matter.no(
                        Code.STALE_PLAN,
                        "Since it was made "
                                + FleetSentences.list(since)
                                + ": make the plan anew.");
    }

    /** The pace of a dead source is not for one that has come to life again. */
    static @Nullable Refused paceOfDead(Matter matter, Plan plan) {
        boolean atOnce = plan.stagesPercent().getFirst() >= AT_ONCE_PERCENT;
        return !plan.kind().back()
                        && atOnce
                        && plan.source() instanceof Target.Region region
                        && matter.state().verdict(region.name()) != RegionVerdict.LOST
                ? Matter.no(
                        Code.STALE_PLAN,
                        "It was made while "
                                + matter.state().title(region.name())
                                + " was lost, and would move its calls at once; it is not lost any"
                                + " more: make the plan anew.")
                : null;
    }

    static @Nullable Refused empty(Matter matter, FleetTable after) {
        return TableChange.doors(matter.state().table(), after).isEmpty()
                ? Matter.no(Code.INVALID, "Nothing would change: every call stays where it is.")
                : null;
    }

    /** For a plan that was not started: its time and its state. */
    static @Nullable Refused waiting(Matter matter, Change change) {
        if (change.phase() != Phase.PROPOSED) {
            return null;
        }
        if (!matter.open(change.expiresAt())) {
            return Matter.no(
                    Code.EXPIRED,
                    "The plan's time was over at "
                            + JournalSentences.clock(change.expiresAt())
                            + ": make it anew.");
        }
        return stale(matter, change.plan());
    }

    /** Whether it is the plan that was looked at: {@code hash} is how its own begins. */
    static @Nullable Refused altered(Change change, String hash) {
        if (hash.length() >= HASH_CHARS_MIN && change.hash().startsWith(hash)) {
            return null;
        }
        String name = change.id() + "@" + change.hash().substring(0, HASH_CHARS_MIN);
        if (hash.isEmpty()) {
            return Matter.no(
                    Code.ALTERED_PLAN,
                    "It was not said which plan was looked at: look at it, then name it with its"
                            + " hash, which is "
                            + name
                            + " now.");
        }
        return Matter.no(
                Code.ALTERED_PLAN,
                hash.length() < HASH_CHARS_MIN
                        ? "The hash \""
                                + hash
                                + "\" is too short to name a plan: at least "
                                + HASH_CHARS_MIN
                                + " characters."
                        : "The plan on record has the hash "
                                + brief(change.hash())
                                + ", not "
                                + brief(hash)
                                + ": look at it again.");
    }

    /** Whether as many different people want it as its kind needs, just now. */
    static @Nullable Refused approved(Matter matter, Change change) {
        SortedSet<String> people = new TreeSet<>();
        people.add(Matter.key(change.plan().by()));
        boolean over = false;
        for (FleetState.Approval approval : change.approvals()) {
            if (matter.open(approval.expiresAt())) {
                people.add(Matter.key(approval.person()));
            } else {
                over = true;
            }
        }
        int missing = change.plan().kind().peopleNeeded() - people.size();
        return missing <= 0
                ? null
                : Matter.no(
                        Code.NOT_APPROVED,
                        (over ? "Its approval's time is over. " : "")
                                + "Somebody else than "
                                + change.plan().by().name()
                                + " has to approve it first.");
    }

    static Refused phase(Change change, String why) {
        return Matter.no(Code.WRONG_PHASE, "It is " + change.phase().text() + ": " + why + ".");
    }

    /** Calls are never sent to a region whose edge is known to take none. */
    static @Nullable Refused dead(Matter matter, FleetTable before, FleetTable after) {
        SortedSet<String> gaining = TableChange.gaining(before, after);
        gaining.removeIf(r -> matter.state().verdict(r) != RegionVerdict.LOST);
        return gaining.isEmpty()
                ? null
                : Matter.no(
                        Code.BLOCKED,
                        titles(matter, gaining)
                                + "'s edge takes no calls: callers sent there would hear"
                                + " silence.");
    }

    private static String titles(Matter matter, SortedSet<String> regions) {
        return FleetSentences.list(regions.stream().map(matter.state()::title).toList());
    }

    private static String brief(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : "\"" + hash + "\"";
    }
}
