package dev.signalbox.dashboards.command;

import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The one way in which screens ask for something. The agent enforces; a screen only asks, and says
 * beforehand what would be refused. Stages may complete on any thread and never exceptionally: what
 * went wrong is a {@link Reply}.
 */
public interface Commands {

    /** Where nobody can be asked. */
    Commands NONE = off("Commands are off: no agent takes them here");

    /** Commands that are all off, for {@code why}: one sentence without a full stop. */
    static Commands off(String why) {
        return new CommandsOff(why);
    }

    /** Why no command can be given now, empty when they can. */
    String off();

    /**
     * Makes a plan; nothing moves by it.
     *
     * @param region in which a provider is left; the target's own region otherwise
     * @param reason why, in a person's words
     */
    CompletionStage<Reply> plan(PlanKind kind, Target target, String region, String reason);

    /**
     * Wants a plan that somebody else made.
     *
     * @param hash of the plan as it was seen
     */
    CompletionStage<Reply> approve(String planId, String hash);

    /** Overrules one guard of a plan that blocks, by name and reason. */
    CompletionStage<Reply> override(String planId, String hash, String guard, String reason);

    /** Lets the first stage begin. */
    CompletionStage<Reply> start(String planId, String hash);

    /** Stops a change between stages. */
    CompletionStage<Reply> hold(String planId, String hash, String reason);

    /** Lets a held change go on. */
    CompletionStage<Reply> resume(String planId, String hash);

    /** Takes a change back to the table before it. */
    CompletionStage<Reply> undo(String planId, String hash, String reason);

    /** Drops a plan that was not started. */
    CompletionStage<Reply> discard(String planId, String hash, String reason);

    /** Keeps automation away from a target for {@code hold}. */
    CompletionStage<Reply> pin(Target target, String reason, Duration hold);

    /** Lets automation touch it again. */
    CompletionStage<Reply> unpin(Target target);

    /**
     * Stops automation, or lets it go on.
     *
     * @param region its name, empty for the whole fleet
     */
    CompletionStage<Reply> brake(String region, boolean on, String reason);
}
