package dev.signalbox.dashboards.command;

import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses everything for one reason. */
record CommandsOff(String off) implements Commands {

    private CompletionStage<Reply> refused() {
        return CompletableFuture.completedFuture(new Reply.Refused("commands_off", off));
    }

    @Override
    public CompletionStage<Reply> plan(PlanKind kind, Target target, String in, String reason) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> approve(String planId, String hash) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> override(
            String planId, String hash, String guard, String reason) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> start(String planId, String hash) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> hold(String planId, String hash, String reason) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> resume(String planId, String hash) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> undo(String planId, String hash, String reason) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> discard(String planId, String hash, String reason) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> pin(Target target, String reason, Duration hold) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> unpin(Target target) {
        return refused();
    }

    @Override
    public CompletionStage<Reply> brake(String region, boolean on, String reason) {
        return refused();
    }
}
