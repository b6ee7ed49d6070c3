package dev.signalbox.dashboards.scene;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what was asked for, in words, and answers as it was told. */
public final class FakeCommands implements Commands {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Reply reply = new Reply.Done(List.of());

    /** What was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Answers with {@code next} from now on. */
    public void answer(Reply next) {
        reply = next;
    }

    private CompletionStage<Reply> ask(String words) {
        asked.add(words);
        return CompletableFuture.completedFuture(reply);
    }

    @Override
    public String off() {
        return "";
    }

    @Override
    public CompletionStage<Reply> plan(PlanKind kind, Target target, String in, String reason) {
        return ask("plan " + kind.text() + " " + target.id() + " in " + in + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> approve(String planId, String hash) {
        return ask("approve " + planId);
    }

    @Override
    public CompletionStage<Reply> override(
            String planId, String hash, String guard, String reason) {
        return ask("override " + guard + " of " + planId + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> start(String planId, String hash) {
        return ask("start " + planId);
    }

    @Override
    public CompletionStage<Reply> hold(String planId, String hash, String reason) {
        return ask("hold " + planId + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> resume(String planId, String hash) {
        return ask("resume " + planId);
    }

    @Override
    public CompletionStage<Reply> undo(String planId, String hash, String reason) {
        return ask("undo " + planId + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> discard(String planId, String hash, String reason) {
        return ask("discard " + planId + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> pin(Target target, String reason, Duration hold) {
        return ask("pin " + target.id() + ": " + reason);
    }

    @Override
    public CompletionStage<Reply> unpin(Target target) {
        return ask("unpin " + target.id());
    }

    @Override
    public CompletionStage<Reply> brake(String region, boolean on, String reason) {
        return ask("brake " + (on ? "on" : "off") + ": " + reason);
    }
}
