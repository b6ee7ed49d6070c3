package dev.signalbox.agent;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.plan.PlanRequest;
import dev.signalbox.agent.decide.fleet.plan.Planned.Impossible;
import dev.signalbox.agent.decide.fleet.plan.Planned.Made;
import dev.signalbox.agent.decide.fleet.plan.Planner;
import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.quorum.QuorumStatus;
import dev.signalbox.agent.stream.ChangeDesk;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.RegionPlanId;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators want to change: between regions by the quorum, inside this one by its core. */
final class FleetDesk implements ChangeDesk {

    private static final int LOOKS_MAX = 40;
    private static final long LOOK_MILLIS = 50;

    /** The code of an attempt that no quorum answered. */
    private static final String NO_QUORUM = "no_quorum";

    private final Planner planner;
    private final Quorum quorum;
    private final RegionPlans regionPlans;
    private final Supplier<FleetPicture> picture;
    private final Asks asks;
    private final Refusals refusals;
    private final FleetCodec codec = new FleetCodec();
    private final Once<Planned> regionAnswers = new Once<>();
    private final Once<FleetAnswer> regionSteps = new Once<>();

    /**
     * @param picture the newest picture of the fleet
     */
    FleetDesk(
            Planner planner,
            Quorum quorum,
            RegionPlans regionPlans,
            Supplier<FleetPicture> picture,
            Asks asks,
            Refusals refusals) {
        this.planner = planner;
        this.quorum = quorum;
        this.regionPlans = regionPlans;
        this.picture = picture;
        this.asks = asks;
        this.refusals = refusals;
    }

    @Override
    public CompletableFuture<Planned> plan(Asker by, Wish wish) {
        String what = "plan to " + words().aim(wish.kind(), wish.target());
        if (wish.kind().scope() == Scope.REGION) {
            return regionAnswers.ask(
                    name("plan", by), () -> told(by, what, regionPlans.plan(by.person(), wish)));
        }
        String region = ((Target.Region) wish.target()).name();
        FleetCommand.Ask ask = asks.next("plan", by.person(), by.requestId());
        return switch (planner.plan(
                seen(),
                new PlanRequest(
                        wish.kind(),
                        region,
                        wish.to().isEmpty() ? null : wish.to(),
                        Origin.MANUAL,
                        by.person(),
                        wish.reason(),
                        ask.at()))) {
            case Impossible impossible -> {
                FleetAnswer.Refused refused =
                        new FleetAnswer.Refused(Code.INVALID, impossible.sentence());
                yield told(
                        by,
                        what,
                        CompletableFuture.completedFuture(
                                new Planned(null, "", "", null, refused)));
            }
            case Made made ->
                    submit(by, what, new FleetCommand.Propose(ask, made.plan()))
                            .thenCompose(answer -> planned(made.plan(), answer));
        };
    }

    /** As the fleet's own rules say it. */
    private FleetSentences words() {
        Policy policy = picture.get().policy();
        return new FleetSentences(policy::regionTitle, policy::serviceTitle);
    }

    private CompletableFuture<Planned> planned(Plan plan, FleetAnswer answer) {
        return switch (answer) {
            // A plan of the same person that it replaces was discarded by a record before it.
            case FleetAnswer.Done done -> kept(done.records().getLast(), LOOKS_MAX);
            case FleetAnswer.Refused refused ->
                    CompletableFuture.completedFuture(
                            new Planned(plan, "", codec.hash(plan), null, refused));
        };
    }

    /**
     * The plan as the fleet keeps it: to a request that comes again this agent has made another one
     * meanwhile, which nobody keeps.
     */
    private CompletableFuture<Planned> kept(String planId, int looks) {
        FleetState.Change change = quorum.state().changes().get(planId);
        if (change != null) {
            return CompletableFuture.completedFuture(
                    new Planned(change.plan(), planId, change.hash(), change.expiresAt(), null));
        }
        if (looks == 0) {
            return CompletableFuture.failedFuture(
                    new NoQuorumException(
                            "the fleet keeps the plan as "
                                    + planId
                                    + ", which this agent has not heard of yet; look at the list of"
                                    + " changes",
                            new IllegalStateException("behind the others")));
        }
        return CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(_ -> kept(planId, looks - 1));
    }

    @Override
    public CompletableFuture<FleetAnswer> step(
            Asker by, String planId, String hash, ChangeStep step) {
        String what = words(step) + " " + planId;
        if (RegionPlanId.region(planId).isPresent()) {
            return regionSteps.ask(
                    name(what, by),
                    () -> noted(by, what, regionPlans.step(by.person(), planId, hash, step)));
        }
        Person person = by.person();
        FleetCommand.Ask ask = asks.next("step", person, by.requestId());
        return submit(
                by,
                what,
                switch (step) {
                    case ChangeStep.Approve _ ->
                            new FleetCommand.Approve(ask, planId, hash, person);
                    case ChangeStep.OverrideGuard override ->
                            new FleetCommand.OverrideGuard(
                                    ask, planId, override.guard(), person, override.reason());
                    case ChangeStep.Start _ ->
                            new FleetCommand.Start(ask, planId, hash, person, startGuards(planId));
                    case ChangeStep.Hold hold ->
                            new FleetCommand.Hold(ask, planId, person, hold.reason());
                    case ChangeStep.Resume _ -> new FleetCommand.Resume(ask, planId, person);
                    case ChangeStep.Undo undo ->
                            new FleetCommand.Undo(
                                    ask, planId, person, undo.reason(), undoGuards(person, planId));
                    case ChangeStep.Discard discard ->
                            new FleetCommand.Discard(ask, planId, person, discard.reason());
                });
    }

    /** What was seen last with what is decided now: a plan from an older state would be stale. */
    private FleetPicture seen() {
        return picture.get().withState(quorum.state());
    }

    /** As {@link #undoGuards}: what the plan's guards said is old by now. */
    private List<GuardResult> startGuards(String planId) {
        FleetPicture seen = seen();
        FleetState.Change change = seen.state().changes().get(planId);
        return change == null || change.plan().scope() != Scope.FLEET
                ? List.of()
                : planner.judgeStart(seen, change.plan());
    }

    /** Judged by what is seen now; a change that is not known here the quorum refuses. */
    private List<GuardResult> undoGuards(Person by, String planId) {
        FleetPicture seen = seen();
        FleetState.Change change = seen.state().changes().get(planId);
        return change == null ? List.of() : planner.judgeUndo(seen, change, by);
    }

    private static String words(ChangeStep step) {
        return switch (step) {
            case ChangeStep.Approve _ -> "approve";
            case ChangeStep.OverrideGuard override -> "override " + override.guard() + " of";
            case ChangeStep.Start _ -> "start";
            case ChangeStep.Hold _ -> "hold";
            case ChangeStep.Resume _ -> "resume";
            case ChangeStep.Undo _ -> "undo";
            case ChangeStep.Discard _ -> "discard";
        };
    }

    @Override
    public CompletableFuture<FleetAnswer> pin(
            Asker by, Target target, boolean on, String reason, Duration hold) {
        String what = (on ? "pin " : "release the pin of ") + target;
        Optional<String> senseless =
                on ? Pinnable.whyNot(seen().policy(), target) : Optional.empty();
        if (senseless.isPresent()) {
            FleetAnswer no = new FleetAnswer.Refused(Code.INVALID, senseless.get());
            return noted(by, what, CompletableFuture.completedFuture(no));
        }
        FleetCommand.Ask ask = asks.next("pin", by.person(), by.requestId());
        return submit(
                by,
                what,
                on
                        ? new FleetCommand.SetPin(
                                ask, target, by.person(), reason, ask.at().plus(hold))
                        : new FleetCommand.ReleasePin(ask, target, by.person()));
    }

    @Override
    public CompletableFuture<FleetAnswer> fleetBrake(Asker by, boolean on, String reason) {
        FleetCommand.Ask ask = asks.next("brake", by.person(), by.requestId());
        return submit(
                by,
                (on ? "stop" : "release") + " automation of the fleet",
                on
                        ? new FleetCommand.SetBrake(ask, by.person(), reason)
                        : new FleetCommand.ReleaseBrake(ask, by.person(), reason));
    }

    /** Empty when the client gave none. */
    private static String name(String what, Asker by) {
        return by.requestId().isEmpty()
                ? ""
                : what + "/" + by.person().name().strip() + "/" + by.requestId();
    }

    /** What the quorum never saw it cannot have journaled: its refusal is told. */
    private CompletableFuture<Planned> told(
            Asker by, String what, CompletableFuture<Planned> answer) {
        return answer.whenComplete(
                (planned, _) -> {
                    if (planned != null && planned.refused() != null) {
                        refused(by, what, planned.refused());
                    }
                });
    }

    /** As {@link #told}. */
    private CompletableFuture<FleetAnswer> noted(
            Asker by, String what, CompletableFuture<FleetAnswer> answer) {
        return answer.whenComplete(
                (step, _) -> {
                    if (step instanceof FleetAnswer.Refused refused) {
                        refused(by, what, refused);
                    }
                });
    }

    private void refused(Asker by, String what, FleetAnswer.Refused refused) {
        refusals.add(who(by), what, refused.code().text(), refused.sentence());
    }

    private static String who(Asker by) {
        return by.person().name().strip() + " (" + by.person().role().text() + ")";
    }

    /**
     * Without a quorum another agent may be asked; a refusal is final, and journaled by the quorum.
     */
    private CompletableFuture<FleetAnswer> submit(Asker by, String what, FleetCommand command) {
        return quorum.submit(command)
                .exceptionallyCompose(
                        failure -> {
                            Throwable cause =
                                    failure instanceof CompletionException
                                                    && failure.getCause() != null
                                            ? failure.getCause()
                                            : failure;
                            String words = String.valueOf(cause.getMessage());
                            refusals.add(who(by), what, NO_QUORUM, words);
                            return CompletableFuture.failedFuture(
                                    new NoQuorumException(missing() + words, cause));
                        });
    }

    /** Who is out of touch, empty while there is a majority: it may only have been too slow. */
    private String missing() {
        QuorumStatus status = quorum.status();
        if (status.inTouch()) {
            return "";
        }
        long reached = status.members().stream().filter(QuorumStatus.Member::reachable).count();
        int all = status.members().size();
        return "no quorum: "
                + reached
                + " of "
                + all
                + " agents are in touch, "
                + (all / 2 + 1)
                + " are needed: ";
    }
}
