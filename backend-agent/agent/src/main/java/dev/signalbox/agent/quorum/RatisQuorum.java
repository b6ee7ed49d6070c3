package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeerId;
import org.jspecify.annotations.Nullable;

/**
 * The quorum by Apache Ratis. Everything is decided by command, when it is applied, and nothing by
 * a read: Ratis' linearizable reads were seen to be stale for half a second after a leader was cut
 * off.
 */
public final class RatisQuorum implements Quorum {

    /** Longest command, bytes of its JSON; larger ones are refused. */
    public static final int COMMAND_BYTES_MAX = 512 << 10;

    /** A command is answered within this time or fails. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int UNDER_WAY_MAX = 512;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final System.Logger LOG = System.getLogger(RatisQuorum.class.getName());

    private final QuorumSettings settings;
    private final FleetCodec codec = new FleetCodec();
    private final LogDirectory log;
    private final FleetApplier applier;
    private final QuorumView view;
    private final Consumer<String> fatal;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("quorum-look").factory());
    private volatile boolean endExpected;
    private volatile boolean closed;
    private volatile @Nullable RatisMember member;
    private @Nullable String lastLook;

    /**
     * Starts this member. It returns before there is a leader.
     *
     * @param fatal is told once, in words, when nothing more can be kept: the agent has to halt
     * @throws IOException when it does not start; the message says why and what to do. The store is
     *     closed then.
     */
    public static RatisQuorum start(QuorumSettings settings, Consumer<String> fatal)
            throws IOException {
        try {
            RatisQuorum quorum = new RatisQuorum(settings, fatal);
            quorum.begin();
            return quorum;
        } catch (IOException e) {
            settings.store().close();
            throw e;
        } catch (RuntimeException e) {
            settings.store().close();
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IOException(
                    "the quorum does not start at "
                            + settings.listen()
                            + ": "
                            + root.getMessage()
                            + ". fleet.listen has to be a free address of this machine",
                    e);
        }
    }

    private RatisQuorum(QuorumSettings settings, Consumer<String> fatal) throws IOException {
        this.settings = settings;
        this.fatal = fatal;
        this.log =
                new LogDirectory(
                        settings.directory(),
                        RatisMember.groupUuid(settings.fleetName()),
                        settings.store());
        this.applier = new FleetApplier(settings.rules(), settings.store());
        this.view =
                new QuorumView(
                        settings.region(), settings.others().keySet(), settings.electionMax());
    }

    private void begin() throws IOException {
        String done = log.prepare(settings.others().isEmpty(), Instant.now());
        if (!done.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, done);
        }
        member = newMember();
        // It never ends by itself: what goes wrong in it is logged there.
        var _ =
                looker.scheduleWithFixedDelay(
                        this::look,
                        LOOK_EVERY.toMillis(),
                        LOOK_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private RatisMember newMember() throws IOException {
        FleetMachine machine =
                new FleetMachine(
                        settings.region(),
                        applier,
                        settings.store(),
                        settings.clock(),
                        this::changed,
                        this::failed);
        return new RatisMember(settings, log, machine, !log.mustCatchUp());
    }

    private void failed(String reason) {
        if (!endExpected && failed.compareAndSet(false, true)) {
            fatal.accept(reason);
        }
    }

    private void changed() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a listener of the quorum failed", e);
            }
        }
    }

    private void look() {
        try {
            QuorumStatus status = status();
            StringBuilder seen = new StringBuilder(status.leader() + " " + status.inTouch());
            status.members().forEach(m -> seen.append(' ').append(m.reachable()));
            if (!seen.toString().equals(lastLook)) {
                lastLook = seen.toString();
                changed();
            }
            RatisMember now = member;
            if (now != null && log.mustCatchUp() && now.caughtUp()) {
                restart(now);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "looking after the quorum", e);
        }
    }

    /** From now on it votes and may lead. */
    private void restart(RatisMember catchingUp) throws IOException {
        endExpected = true;
        catchingUp.close();
        log.caughtUp();
        endExpected = false;
        try {
            member = newMember();
        } catch (IOException e) {
            failed("the quorum does not start again: " + e.getMessage());
            throw e;
        }
        LOG.log(System.Logger.Level.INFO, "this member has caught up and votes again");
    }

    @Override
    public CompletableFuture<FleetAnswer> submit(FleetCommand command) {
        byte[] bytes = codec.toBytes(command);
        if (bytes.length > COMMAND_BYTES_MAX) {
            return CompletableFuture.completedFuture(
                    new FleetAnswer.Refused(
                            FleetAnswer.Code.INVALID,
                            "the command takes "
                                    + bytes.length
                                    + " bytes; at most "
                                    + COMMAND_BYTES_MAX
                                    + " are taken: ask for less at a time"));
        }
        if (closed || underWay.incrementAndGet() > UNDER_WAY_MAX) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IllegalStateException(
                            closed
                                    ? "this agent is ending"
                                    : UNDER_WAY_MAX
                                            + " commands are under way already: ask later"));
        }
        CompletableFuture<FleetAnswer> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("quorum-command")
                .start(
                        () -> {
                            try {
                                ask(bytes, answer);
                            } finally {
                                underWay.decrementAndGet();
                            }
                        });
        return answer;
    }

    /**
     * Asks whoever leads until there is an answer. Every time it is the same command: the one that
     * comes second is answered as the first.
     */
    private void ask(byte[] command, CompletableFuture<FleetAnswer> answer) {
        long endNanos = System.nanoTime() + DEADLINE.toNanos();
        String trouble = "no leader is known";
        try {
            while (!closed && System.nanoTime() < endNanos) {
                try {
                    RaftClientReply reply = once(command, endNanos);
                    if (reply.isSuccess()) {
                        answer.complete(
                                codec.answerFrom(reply.getMessage().getContent().toByteArray()));
                        return;
                    }
                    FleetAnswer refusal = FleetMachine.refusal(reply);
                    if (refusal != null) {
                        answer.complete(refusal);
                        return;
                    }
                    trouble = String.valueOf(reply.getException());
                } catch (IOException | ExecutionException | RuntimeException e) {
                    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                    trouble = String.valueOf((cause == null ? e : cause).getMessage());
                } catch (TimeoutException e) {
                    trouble = String.valueOf(e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.completeExceptionally(
                new IllegalStateException(
                        "no answer from a quorum within "
                                + DEADLINE.toSeconds()
                                + " s ("
                                + trouble
                                + "): it may or may not have been done; look at what changed before you ask again"));
    }

    private RaftClientReply once(byte[] command, long endNanos)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        RatisMember through = member;
        if (through == null) {
            throw new IOException("this member starts");
        }
        RaftPeerId leader = through.leader();
        CompletableFuture<RaftClientReply> reply = through.send(leader, command);
        try {
            // In slices: whoever leads meanwhile is asked at once.
            while (true) {
                try {
                    return reply.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (System.nanoTime() > endNanos
                            || closed
                            || !leader.equals(through.leader())) {
                        throw new TimeoutException(leader + " leads and does not answer");
                    }
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            through.reconnect(leader, e);
            throw e;
        }
    }

    @Override
    public FleetState state() {
        return applier.state();
    }

    @Override
    public QuorumStatus status() {
        RatisMember now = member;
        try {
            return view.look(now == null ? null : now.division(), System.nanoTime());
        } catch (IOException | RuntimeException e) {
            return view.look(null, System.nanoTime());
        }
    }

    @Override
    public JournalSource journal() {
        return settings.store().journal();
    }

    @Override
    public List<Copy> copies() {
        return settings.store().copies().stream()
                .map(c -> new Copy(c.region(), c.position().journalId(), c.position().sequence()))
                .toList();
    }

    @Override
    public Optional<JournalSource> copy(String journalId) {
        return settings.store().copy(journalId);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        endExpected = true;
        looker.shutdown();
        try {
            // A restart that is under way comes to its end first.
            if (!looker.awaitTermination(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                looker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RatisMember now = member;
        endExpected = true;
        if (now != null) {
            now.close();
        }
        settings.store().close();
    }
}
