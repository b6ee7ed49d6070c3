package dev.signalbox.agent;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.plan.PlanRequest;
import dev.signalbox.agent.decide.fleet.plan.Planned.Impossible;
import dev.signalbox.agent.decide.fleet.plan.Planned.Made;
import dev.signalbox.agent.decide.fleet.plan.Planner;
import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.agent.stream.ChangeDesk;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What operators want to change: between regions by the quorum, inside this one by its core. */
final class FleetDesk implements ChangeDesk {

    private final Planner planner;
    private final Quorum quorum;
    private final RegionPlans regionPlans;
    private final Supplier<FleetPicture> picture;
    private final Asks asks;
    private final FleetCodec codec = new FleetCodec();

    /**
     * @param picture the newest picture of the fleet
     */
    FleetDesk(
            Planner planner,
            Quorum quorum,
            RegionPlans regionPlans,
            Supplier<FleetPicture> picture,
            Asks asks) {
        this.planner = planner;
        this.quorum = quorum;
        this.regionPlans = regionPlans;
        this.picture = picture;
        this.asks = asks;
    }

    @Override
    public CompletableFuture<Planned> plan(Person by, Wish wish) {
        if (wish.kind().scope() == Scope.REGION) {
            return regionPlans.plan(by, wish);
        }
        String region = ((Target.Region) wish.target()).name();
        FleetCommand.Ask ask = asks.next();
        return switch (planner.plan(
                seen(),
                new PlanRequest(
                        wish.kind(),
                        region,
                        wish.to().isEmpty() ? null : wish.to(),
                        Origin.MANUAL,
                        by,
                        wish.reason(),
                        ask.at()))) {
            case Impossible impossible ->
                    CompletableFuture.completedFuture(
                            new Planned(
                                    null,
                                    "",
                                    "",
                                    null,
                                    new FleetAnswer.Refused(Code.INVALID, impossible.sentence())));
            case Made made ->
                    submit(new FleetCommand.Propose(ask, made.plan()))
                            .thenApply(answer -> planned(made.plan(), answer));
        };
    }

    private Planned planned(Plan plan, FleetAnswer answer) {
        return switch (answer) {
            // A plan of the same person that it replaces was discarded by a record before it.
            case FleetAnswer.Done done -> {
                String id = done.records().getLast();
                FleetState.Change kept = quorum.state().changes().get(id);
                yield new Planned(
                        plan, id, codec.hash(plan), kept == null ? null : kept.expiresAt(), null);
            }
            case FleetAnswer.Refused refused ->
                    new Planned(plan, "", codec.hash(plan), null, refused);
        };
    }

    @Override
    public CompletableFuture<FleetAnswer> step(
            Person by, String planId, String hash, ChangeStep step) {
        if (planId.startsWith(RegionPlans.PREFIX)) {
            return regionPlans.step(by, planId, hash, step);
        }
        FleetCommand.Ask ask = asks.next();
        return submit(
                switch (step) {
                    case ChangeStep.Approve _ -> new FleetCommand.Approve(ask, planId, hash, by);
                    case ChangeStep.OverrideGuard override ->
                            new FleetCommand.OverrideGuard(
                                    ask, planId, override.guard(), by, override.reason());
                    case ChangeStep.Start _ -> new FleetCommand.Start(ask, planId, hash, by);
                    case ChangeStep.Hold hold ->
                            new FleetCommand.Hold(ask, planId, by, hold.reason());
                    case ChangeStep.Resume _ -> new FleetCommand.Resume(ask, planId, by);
                    case ChangeStep.Undo undo ->
                            new FleetCommand.Undo(
                                    ask, planId, by, undo.reason(), undoGuards(by, planId));
                    case ChangeStep.Discard discard ->
                            new FleetCommand.Discard(ask, planId, by, discard.reason());
                });
    }

    @Override
    public CompletableFuture<FleetAnswer> pin(
            Person by, Target target, boolean on, String reason, Duration hold) {
        FleetCommand.Ask ask = asks.next();
        return submit(
                on
                        ? new FleetCommand.SetPin(ask, target, by, reason, ask.at().plus(hold))
                        : new FleetCommand.ReleasePin(ask, target, by));
    }

    @Override
    public CompletableFuture<FleetAnswer> fleetBrake(Person by, boolean on, String reason) {
        FleetCommand.Ask ask = asks.next();
        return submit(
                on
                        ? new FleetCommand.SetBrake(ask, by, reason)
                        : new FleetCommand.ReleaseBrake(ask, by, reason));
    }

    /** What was seen last with what is decided now: a plan from an older state would be stale. */
    private FleetPicture seen() {
        return picture.get().withState(quorum.state());
    }

    /** Judged by what is seen now; a change that is not known here the quorum refuses. */
    private List<GuardResult> undoGuards(Person by, String planId) {
        FleetPicture seen = seen();
        FleetState.Change change = seen.state().changes().get(planId);
        return change == null ? List.of() : planner.judgeUndo(seen, change, by);
    }

    /** Without a quorum another agent may be asked; a refusal is final. */
    private CompletableFuture<FleetAnswer> submit(FleetCommand command) {
        return quorum.submit(command)
                .exceptionallyCompose(
                        failure -> {
                            Throwable cause =
                                    failure instanceof CompletionException
                                                    && failure.getCause() != null
                                            ? failure.getCause()
                                            : failure;
                            return CompletableFuture.failedFuture(
                                    new NoQuorumException(
                                            String.valueOf(cause.getMessage()), cause));
                        });
    }
}
