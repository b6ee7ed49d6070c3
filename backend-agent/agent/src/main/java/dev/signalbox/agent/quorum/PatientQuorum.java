package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A quorum that does not take its agent along: when it cannot keep anything (a full disk), it takes
 * no part, and comes back when it can. What was decided before stays in force meanwhile, and the
 * region goes on by itself.
 */
public final class PatientQuorum implements Quorum {

    private static final System.Logger LOG = System.getLogger(PatientQuorum.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Starts a member. */
    public interface Opening {

        /**
         * Starts it.
         *
         * @param fatal is told once when nothing more can be kept
         */
        Quorum open(Consumer<String> fatal) throws IOException;
    }

    private final String region;
    private final Opening opening;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable Quorum current;
    private volatile FleetState lastState;
    private volatile String trouble = "it has not started yet";
    private volatile boolean closed;

    /**
     * Starts it at once when that is possible, later otherwise.
     *
     * @param region this agent's
     * @param journalId of the fleet's journal
     */
    public PatientQuorum(String region, String journalId, Opening opening) {
        this.region = region;
        this.opening = opening;
        this.journal = new Journal(journalId);
        this.lastState = FleetState.empty(journalId);
        thread = Thread.ofPlatform().daemon().name("quorum-keeper").unstarted(this::keep);
        tryOpen();
        thread.start();
    }

    private void keep() {
        try {
            while (!closed) {
                String failure = failures.poll(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                guarded(failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One step of the keeper, who must outlive whatever goes wrong in it. */
    private void guarded(@Nullable String failure) {
        try {
            if (failure != null) {
                leave(failure);
            } else if (current == null) {
                tryOpen();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "looking after the quorum failed; tried again", e);
        }
    }

    private void tryOpen() {
        try {
            Quorum opened = opening.open(failures::add);
            opened.onChange(this::changed);
            opened.journal().onAppend(journal::appended);
            current = opened;
            if (!trouble.isEmpty()) {
                LOG.log(System.Logger.Level.DEBUG, "takes part in the quorum");
            }
            trouble = "";
            changed();
        } catch (IOException e) {
            String words = String.valueOf(e.getMessage());
            if (!words.equals(trouble)) {
                trouble = words;
                LOG.log(
                        System.Logger.Level.ERROR,
                        "takes no part in the quorum, tried again each {0} s: {1}",
                        AGAIN.toSeconds(),
                        words);
            }
        }
    }

    private void leave(String failure) {
        Quorum was = current;
        if (was == null) {
            return;
        }
        LOG.log(System.Logger.Level.ERROR, "takes no part in the quorum any more: {0}", failure);
        lastState = was.state();
        trouble = failure;
        current = null;
        was.close();
        changed();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<FleetAnswer> submit(FleetCommand command) {
        Quorum now = current;
        return now == null
                ? CompletableFuture.failedFuture(
                        new IllegalStateException(
                                "the agent of "
                                        + region
                                        + " takes no part in the quorum: "
                                        + trouble))
                : now.submit(command);
    }

    @Override
    public FleetState state() {
        Quorum now = current;
        return now == null ? lastState : now.state();
    }

    @Override
    public QuorumStatus status() {
        Quorum now = current;
        return now == null
                ? new QuorumStatus(
                        region, null, false, List.of(new QuorumStatus.Member(region, false, null)))
                : now.status();
    }

    @Override
    public JournalSource journal() {
        return journal;
    }

    @Override
    public List<Copy> copies() {
        Quorum now = current;
        return now == null ? List.of() : now.copies();
    }

    @Override
    public Optional<JournalSource> copy(String journalId) {
        Quorum now = current;
        return now == null ? Optional.empty() : now.copy(journalId);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Quorum now = current;
        if (now != null) {
            now.close();
        }
    }

    /** The same for its readers, whether the quorum takes part just now or not. */
    private final class Journal implements JournalSource {
        private final String journalId;
        private final List<Runnable> readers = new CopyOnWriteArrayList<>();

        Journal(String journalId) {
            this.journalId = journalId;
        }

        void appended() {
            readers.forEach(Runnable::run);
        }

        @Override
        public Position last() {
            Quorum now = current;
            return now == null ? lastState.position() : now.journal().last();
        }

        @Override
        public List<JournalEntry> read(long afterSequence, int limit) {
            Quorum now = current;
            return now == null ? List.of() : now.journal().read(afterSequence, limit);
        }

        @Override
        public void onAppend(Runnable listener) {
            readers.add(listener);
        }

        @Override
        public JournalVerification verify() {
            Quorum now = current;
            return now != null
                    ? now.journal().verify()
                    : new JournalVerification(
                            false, journalId, 0, 0, List.of("cannot be read now: " + trouble));
        }
    }
}
