package dev.signalbox.console;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.PlanCalls;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.RegionPlanId;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** What people ask for at this console, asked of the agents, one thing after the other. */
final class AgentCommands implements Commands, AutoCloseable {

    private final Roster roster;
    private final String by;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("commands").factory());

    /**
     * @param by who sits here; counts only where agents have no certificates to go by
     */
    AgentCommands(List<Endpoint> endpoints, String by) {
        this.roster = new Roster(endpoints, Map.of());
        this.by = by;
    }

    private interface Asking {
        Reply ask() throws UnreachableException, RefusedException;
    }

    @Override
    public String off() {
        return "";
    }

    @Override
    public CompletionStage<Reply> plan(PlanKind kind, Target target, String region, String reason) {
        PlanCalls.Wish wish = new PlanCalls.Wish(kind, target, region, "", reason, asker());
        String own = target instanceof Target.Trunk trunk ? trunk.region() : region;
        return ask(
                () ->
                        planned(
                                kind.scope() == Scope.FLEET
                                        ? roster.any((_, agent) -> agent.plan(wish))
                                        : roster.of(own, (_, agent) -> agent.plan(wish))));
    }

    private static Reply planned(PlanCalls.Planned planned) {
        FleetAnswer.Refused refused = planned.refused();
        Plan plan = planned.plan();
        if (plan == null) {
            return refused == null
                    ? new Reply.Refused("invalid", "the agent planned nothing")
                    : new Reply.Refused(refused.code().text(), refused.sentence());
        }
        return new Reply.Planned(
                plan,
                planned.planId(),
                planned.hash(),
                Objects.requireNonNullElse(planned.expiresAt(), Instant.EPOCH),
                refused == null ? "" : refused.sentence());
    }

    @Override
    public CompletionStage<Reply> approve(String planId, String hash) {
        return step(planId, hash, new ChangeStep.Approve());
    }

    @Override
    public CompletionStage<Reply> override(
            String planId, String hash, String guard, String reason) {
        return step(planId, hash, new ChangeStep.OverrideGuard(guard, reason));
    }

    @Override
    public CompletionStage<Reply> start(String planId, String hash) {
        return step(planId, hash, new ChangeStep.Start());
    }

    @Override
    public CompletionStage<Reply> hold(String planId, String hash, String reason) {
        return step(planId, hash, new ChangeStep.Hold(reason));
    }

    @Override
    public CompletionStage<Reply> resume(String planId, String hash) {
        return step(planId, hash, new ChangeStep.Resume());
    }

    @Override
    public CompletionStage<Reply> undo(String planId, String hash, String reason) {
        return step(planId, hash, new ChangeStep.Undo(reason));
    }

    @Override
    public CompletionStage<Reply> discard(String planId, String hash, String reason) {
        return step(planId, hash, new ChangeStep.Discard(reason));
    }

    @Override
    public CompletionStage<Reply> pin(Target target, String reason, Duration hold) {
        PlanCalls.Asker asker = asker();
        return ask(
                () ->
                        reply(
                                roster.any(
                                        (_, agent) ->
                                                agent.pin(target, true, reason, hold, asker))));
    }

    @Override
    public CompletionStage<Reply> unpin(Target target) {
        PlanCalls.Asker asker = asker();
        return ask(
                () ->
                        reply(
                                roster.any(
                                        (_, agent) ->
                                                agent.pin(
                                                        target, false, "", Duration.ZERO, asker))));
    }

    @Override
    public CompletionStage<Reply> brake(String region, boolean on, String reason) {
        PlanCalls.Asker asker = asker();
        return ask(
                () -> {
                    String record =
                            region.isEmpty()
                                    ? roster.any((_, agent) -> agent.fleetBrake(on, asker, reason))
                                    : roster.of(
                                            region,
                                            (_, agent) ->
                                                    Objects.requireNonNullElse(
                                                            agent.brake(on, by, reason).recordId(),
                                                            ""));
                    return new Reply.Done(record.isEmpty() ? List.of() : List.of(record));
                });
    }

    /** Of one request, before the first agent is asked: the next one is asked for the same. */
    private PlanCalls.Asker asker() {
        return PlanCalls.Asker.anew(by);
    }

    private CompletionStage<Reply> step(String planId, String hash, ChangeStep step) {
        PlanCalls.Asker asker = asker();
        Roster.Question<FleetAnswer> question = (_, agent) -> agent.step(planId, hash, step, asker);
        Optional<String> region = RegionPlanId.region(planId);
        return ask(
                () ->
                        reply(
                                region.isPresent()
                                        ? roster.of(region.get(), question)
                                        : roster.any(question)));
    }

    private static Reply reply(FleetAnswer answer) {
        return switch (answer) {
            case FleetAnswer.Done done -> new Reply.Done(done.records());
            case FleetAnswer.Refused refused ->
                    new Reply.Refused(refused.code().text(), refused.sentence());
        };
    }

    private CompletionStage<Reply> ask(Asking asking) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> answer.complete(replyTo(asking)));
        } catch (RejectedExecutionException _) {
            answer.complete(new Reply.Unreachable("this console is closing"));
        }
        return answer;
    }

    private static Reply replyTo(Asking asking) {
        try {
            return asking.ask();
        } catch (RefusedException e) {
            return new Reply.Refused("refused", e.words());
        } catch (UnreachableException e) {
            return new Reply.Unreachable(e.words());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Reply.Refused("invalid", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
