package dev.signalbox.agent;

import dev.signalbox.agent.act.ActEvent;
import dev.signalbox.agent.decide.Bindings;
import dev.signalbox.agent.decide.Input;
import dev.signalbox.agent.stream.BrakeOutcome;
import dev.signalbox.agent.stream.CommandSink;
import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.media.PathInterval;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What other threads have to say to the core: bounded, and what does not fit is counted. */
final class Mailbox implements CommandSink {

    private static final int LETTERS_MAX = 4_096;

    /** Something another thread has to say. */
    sealed interface Letter {
        /** A probe came to its end. */
        record Probe(ProbeResult result) implements Letter {}

        /** What the path probe saw in a second. */
        record Path(PathInterval interval) implements Letter {}

        /** The first worker has a decision. */
        record Followed(String decisionId, long nanos) implements Letter {}

        /** A router answered. */
        record Act(ActEvent event) implements Letter {}

        /** Something to be done between two steps of the core, by its own state. */
        record Task(Consumer<HandDesk> work) implements Letter {}

        /** What the fleet decided that binds this region. */
        record Bound(Bindings bindings) implements Letter {}

        /** A person wants something; {@code answer} is completed once it is journaled. */
        record Command(Input input, CompletableFuture<BrakeOutcome> answer) implements Letter {}
    }

    private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>(LETTERS_MAX);
    private final AtomicLong dropped = new AtomicLong();

    void probed(ProbeResult result) {
        put(new Letter.Probe(result));
    }

    void probed(PathInterval interval) {
        put(new Letter.Path(interval));
    }

    void followed(String decisionId, long nanos) {
        put(new Letter.Followed(decisionId, nanos));
    }

    /** What the fleet decided; false when the core is too busy to be told now. */
    boolean bound(Bindings bindings) {
        return put(new Letter.Bound(bindings));
    }

    /** Puts in something to be done; false when the core is too busy. */
    boolean task(Consumer<HandDesk> work) {
        return put(new Letter.Task(work));
    }

    void acted(ActEvent event) {
        put(new Letter.Act(event));
    }

    @Override
    public CompletableFuture<BrakeOutcome> brake(boolean on, String by, String reason) {
        CompletableFuture<BrakeOutcome> answer = new CompletableFuture<>();
        Input input = on ? new Input.SetBrake(by, reason) : new Input.ReleaseBrake(by, reason);
        if (!put(new Letter.Command(input, answer))) {
            answer.completeExceptionally(
                    new IllegalStateException("the agent is too busy to take commands; try again"));
        }
        return answer;
    }

    /** The oldest letter, or null when there is none. */
    @Nullable Letter poll() {
        return letters.poll();
    }

    /** Letters that found the box full. */
    long dropped() {
        return dropped.get();
    }

    private boolean put(Letter letter) {
        boolean room = letters.offer(letter);
        if (!room) {
            dropped.incrementAndGet();
        }
        return room;
    }
}
