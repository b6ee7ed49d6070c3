package dev.signalbox.agent;

import dev.signalbox.agent.decide.HandPlan;
import dev.signalbox.agent.journal.JournalUnwritableException;
import dev.signalbox.agent.stream.ChangeDesk.Planned;
import dev.signalbox.agent.stream.ChangeDesk.Wish;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.RegionPlanId;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Plans of people inside this region: kept for a while in memory, judged again when they are
 * started. They need no quorum, so that a region that is cut off still moves its own trunks.
 */
final class RegionPlans {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int KEPT_MAX = 32;

    /** How much of a plan's hash people have to give. */
    private static final int HASH_CHARS_MIN = 8;

    /**
     * A plan that waits to be started.
     *
     * @param overrides guards that were overruled, with the reasons
     */
    private record Kept(Plan plan, String hash, Instant expiresAt, Map<String, String> overrides) {}

    private final String region;
    private final String run;
    private final Mailbox mailbox;
    private final FleetCodec codec = new FleetCodec();
    private final Map<String, Kept> plans = new LinkedHashMap<>();
    private final EndedPlans ended = new EndedPlans(KEPT_MAX);
    private long count;

    /**
     * @param startedAt of this run of the agent, so that ids of an earlier one name nothing
     */
    RegionPlans(String region, Instant startedAt, Mailbox mailbox) {
        this.run = Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX) + "x";
        this.region = region;
        this.mailbox = mailbox;
    }

    CompletableFuture<Planned> plan(Person by, Wish wish) {
        if (!by.role().atLeast(Role.OPERATOR)) {
            return CompletableFuture.completedFuture(
                    new Planned(null, "", "", null, notAllowed(by, "planning")));
        }
        if (wish.target() instanceof Target.Provider && !wish.region().equals(region)) {
            throw new IllegalArgumentException(
                    "region \""
                            + wish.region()
                            + "\": this agent moves providers in "
                            + region
                            + " only");
        }
        CompletableFuture<Planned> answer = new CompletableFuture<>();
        ask(
                answer,
                desk -> {
                    Plan plan =
                            desk.plan(
                                    new HandPlan.Wish(
                                            wish.kind(), wish.target(), by, wish.reason()));
                    answer.complete(keep(plan));
                });
        return answer;
    }

    CompletableFuture<FleetAnswer> step(Person by, String planId, String hash, ChangeStep step) {
        CompletableFuture<FleetAnswer> answer = new CompletableFuture<>();
        ask(answer, desk -> answer.complete(step(desk, by, planId, hash, step)));
        return answer;
    }

    private <T> void ask(CompletableFuture<T> answer, Work work) {
        boolean taken =
                mailbox.task(
                        desk -> {
                            try {
                                work.on(desk);
                            } catch (JournalUnwritableException e) {
                                answer.completeExceptionally(
                                        new IllegalStateException(
                                                "the journal cannot be written: " + e.getMessage(),
                                                e));
                            } catch (RuntimeException e) {
                                answer.completeExceptionally(
                                        new IllegalStateException(e.getMessage(), e));
                            }
                        });
        if (!taken) {
            answer.completeExceptionally(
                    new IllegalStateException("the agent is too busy to take commands; try again"));
        }
    }

    private interface Work {
        void on(HandDesk desk) throws JournalUnwritableException;
    }

    private Planned keep(Plan plan) {
        Optional<GuardResult> hard = first(plan, Verdict.HARD);
        String hash = codec.hash(plan);
        if (hard.isPresent()) {
            return new Planned(plan, "", hash, null, blocked(hard.get()));
        }
        count++;
        String id = RegionPlanId.of(region, run + count);
        Instant expires = plan.madeAt().plus(LIFE);
        plans.put(id, new Kept(plan, hash, expires, new LinkedHashMap<>()));
        if (plans.size() > KEPT_MAX) {
            plans.remove(plans.keySet().iterator().next());
        }
        return new Planned(plan, id, hash, expires, null);
    }

    private FleetAnswer step(HandDesk desk, Person by, String planId, String hash, ChangeStep step)
            throws JournalUnwritableException {
        Kept kept = plans.get(planId);
        if (kept == null) {
            return ended.refusal(planId, step)
                    .orElseGet(
                            () ->
                                    new FleetAnswer.Refused(
                                            Code.NO_SUCH_PLAN,
                                            region
                                                    + " keeps no plan "
                                                    + planId
                                                    + ": plans are kept 15 minutes; make it"
                                                    + " anew"));
        }
        Optional<FleetAnswer> other = altered(planId, kept, hash);
        if (other.isPresent()) {
            return other.get();
        }
        if (!by.role().atLeast(Role.OPERATOR)) {
            return notAllowed(by, "moving calls");
        }
        return switch (step) {
            case ChangeStep.Start _ -> start(desk, by, planId, kept);
            case ChangeStep.OverrideGuard override -> overrule(by, kept, override);
            case ChangeStep.Discard _ -> {
                plans.remove(planId);
                ended.dropped(planId, "was discarded");
                yield new FleetAnswer.Done(List.of());
            }
            case ChangeStep.Approve _ ->
                    new FleetAnswer.Refused(
                            Code.WRONG_PHASE, "a plan inside a region needs no second person");
            case ChangeStep.Hold _, ChangeStep.Resume _, ChangeStep.Undo _ ->
                    new FleetAnswer.Refused(
                            Code.WRONG_PHASE,
                            "a plan inside a region is done at once; plan the return instead");
        };
    }

    /** Whether it is the plan that was looked at: {@code hash} is how its own begins. */
    private static Optional<FleetAnswer> altered(String planId, Kept kept, String hash) {
        if (hash.length() >= HASH_CHARS_MIN && kept.hash().startsWith(hash)) {
            return Optional.empty();
        }
        String name = planId + "@" + kept.hash().substring(0, HASH_CHARS_MIN);
        String why =
                hash.isEmpty()
                        ? "it was not said which plan was looked at: name it with its hash, " + name
                        : hash.length() < HASH_CHARS_MIN
                                ? "the hash \"%s\" is too short to name a plan: at least %d characters"
                                        .formatted(hash, HASH_CHARS_MIN)
                                : "this is not the plan that was looked at, which is %s: look at it again, or make it anew"
                                        .formatted(name);
        return Optional.of(new FleetAnswer.Refused(Code.ALTERED_PLAN, why));
    }

    /** Judged again by what is seen now; what it was made from must not have moved. */
    private FleetAnswer start(HandDesk desk, Person by, String planId, Kept kept)
            throws JournalUnwritableException {
        Plan was = kept.plan();
        PlanKind kind = was.kind();
        Plan now = desk.plan(new HandPlan.Wish(kind, was.source(), by, was.reason()));
        if (now.madeAt().isAfter(kept.expiresAt())) {
            plans.remove(planId);
            ended.dropped(planId, "was not started in 15 minutes");
            return new FleetAnswer.Refused(Code.EXPIRED, "its time is over: make it anew");
        }
        if (!now.basis().equals(was.basis())) {
            plans.remove(planId);
            ended.dropped(planId, "was stale and is dropped");
            return new FleetAnswer.Refused(
                    Code.STALE_PLAN,
                    "routes of " + region + " have changed since it was made: make it anew");
        }
        List<String> goes = routes(now);
        if (!goes.equals(routes(was))) {
            plans.remove(planId);
            ended.dropped(planId, "was stale and is dropped");
            return new FleetAnswer.Refused(
                    Code.STALE_PLAN,
                    "calls would go another way than the plan said: "
                            + (goes.isEmpty() ? "nowhere" : String.join(", ", goes))
                            + "; make it anew");
        }
        Optional<GuardResult> hard = first(now, Verdict.HARD);
        if (hard.isPresent()) {
            return blocked(hard.get());
        }
        for (GuardResult guard : now.guards()) {
            if (guard.verdict() == Verdict.BLOCK && !kept.overrides().containsKey(guard.guard())) {
                return blocked(guard);
            }
        }
        List<String> overrides = new ArrayList<>();
        kept.overrides().forEach((guard, reason) -> overrides.add(guard + ": " + reason));
        // The hash of what was looked at: rates and live calls have gone on since.
        String record = desk.start(now, kept.hash(), overrides);
        plans.remove(planId);
        ended.started(planId, now, record);
        return new FleetAnswer.Done(List.of(record));
    }

    /** What goes where, whatever the rates are just now. */
    private static List<String> routes(Plan plan) {
        return plan.moves().stream()
                .map(
                        move ->
                                (move.service() == null ? "" : move.service() + " ")
                                        + move.from().id()
                                        + " to "
                                        + move.to().id())
                .sorted()
                .toList();
    }

    private static FleetAnswer overrule(Person by, Kept kept, ChangeStep.OverrideGuard override) {
        if (override.reason().isBlank()) {
            return new FleetAnswer.Refused(
                    Code.INVALID,
                    "no reason given: say in a few words why the guard is overruled; it is"
                            + " journaled");
        }
        Optional<GuardResult> guard =
                kept.plan().guards().stream()
                        .filter(g -> g.guard().equals(override.guard()))
                        .filter(g -> g.verdict() == Verdict.BLOCK)
                        .findFirst();
        if (guard.isEmpty()) {
            return new FleetAnswer.Refused(
                    Code.NOT_OVERRIDABLE,
                    "no guard \"" + override.guard() + "\" blocks this plan; " + blocking(kept));
        }
        kept.overrides().put(override.guard(), override.reason() + " (" + by.name() + ")");
        return new FleetAnswer.Done(List.of());
    }

    private static String blocking(Kept kept) {
        List<String> names =
                kept.plan().guards().stream()
                        .filter(g -> g.verdict() == Verdict.BLOCK)
                        .map(GuardResult::guard)
                        .toList();
        return names.isEmpty() ? "none does" : "what blocks is " + FleetSentences.list(names);
    }

    private static Optional<GuardResult> first(Plan plan, Verdict verdict) {
        return plan.guards().stream().filter(g -> g.verdict() == verdict).findFirst();
    }

    private static FleetAnswer.Refused blocked(GuardResult guard) {
        return new FleetAnswer.Refused(
                Code.BLOCKED, guard.guard().replace('_', ' ') + ": " + guard.detail());
    }

    private static FleetAnswer.Refused notAllowed(Person by, String what) {
        return new FleetAnswer.Refused(
                Code.NOT_ALLOWED,
                by.name() + " is a " + by.role().text() + "; " + what + " needs an operator");
    }
}
