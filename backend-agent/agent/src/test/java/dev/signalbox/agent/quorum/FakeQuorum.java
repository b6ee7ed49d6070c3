package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A quorum that answers as a test says. */
public final class FakeQuorum implements Quorum {

    /** All that was submitted. */
    public final List<FleetCommand> submitted = new CopyOnWriteArrayList<>();

    /** What is said to hold of other journals. */
    public final List<Copy> copies = new CopyOnWriteArrayList<>();

    public volatile Function<FleetCommand, FleetAnswer> answer =
            _ -> new FleetAnswer.Done(List.of());

    /** What is decided. */
    public volatile FleetState state = FleetState.empty("fleet-test");

    /** Nobody answers. */
    public volatile boolean down;

    public volatile boolean closed;
    private final List<Runnable> listeners = new ArrayList<>();

    @Override
    public CompletableFuture<FleetAnswer> submit(FleetCommand command) {
        submitted.add(command);
        if (down) {
            return CompletableFuture.failedFuture(new IllegalStateException("no quorum"));
        }
        return CompletableFuture.completedFuture(answer.apply(command));
    }

    @Override
    public FleetState state() {
        return state;
    }

    @Override
    public QuorumStatus status() {
        return new QuorumStatus(
                "eu-central",
                "eu-central",
                true,
                List.of(new QuorumStatus.Member("eu-central", true, 0L)));
    }

    @Override
    public JournalSource journal() {
        return new JournalSource() {
            @Override
            public Position last() {
                return Position.start("fleet-test");
            }

            @Override
            public List<JournalEntry> read(long afterSequence, int limit) {
                return List.of();
            }

            @Override
            public void onAppend(Runnable listener) {}

            @Override
            public JournalVerification verify() {
                return new JournalVerification(true, "fleet-test", 0, 0, List.of());
            }
        };
    }

    @Override
    public List<Copy> copies() {
        return List.copyOf(copies);
    }

    @Override
    public Optional<JournalSource> copy(String journalId) {
        return Optional.empty();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
    }
}
