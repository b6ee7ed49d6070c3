package dev.signalbox.agent.quorum;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.quorum.FleetStore.Mark;
import dev.signalbox.model.time.NowSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/** The fleet's decisions as Ratis drives them: entries of its log in, records in the store. */
final class FleetMachine extends BaseStateMachine {

    private static final String UNFINISHED = ".new";

    private final SimpleStateMachineStorage snapshots = new SimpleStateMachineStorage();
    private final FleetCodec codec = new FleetCodec();
    private final FleetApplier applier;
    private final FleetStore store;
    private final ClockWatch clocks;
    private final NowSource clock;
    private final Runnable changed;
    private final Consumer<String> fatal;

    /**
     * @param self the region of this member
     * @param changed is told after every change of state or leader
     * @param fatal is told once nothing more can be applied or logged: the agent has to halt
     */
    FleetMachine(
            String self,
            FleetApplier applier,
            FleetStore store,
            NowSource clock,
            Runnable changed,
            Consumer<String> fatal) {
        this.applier = applier;
        this.store = store;
        this.clocks = new ClockWatch(self);
        this.clock = clock;
        this.changed = changed;
        this.fatal = fatal;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage storage)
            throws IOException {
        getLifeCycle()
                .startAndTransition(
                        () -> {
                            super.initialize(server, groupId, storage);
                            snapshots.init(storage);
                            removeUnfinished(storage.getStorageDir().getStateMachineDir().toPath());
                            takeOver(snapshots.loadLatestSnapshot());
                        },
                        IOException.class);
    }

    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    /** After a snapshot came from the leader. */
    @Override
    public void reinitialize() throws IOException {
        takeOver(snapshots.loadLatestSnapshot());
        if (getLifeCycleState() == LifeCycle.State.PAUSED) {
            getLifeCycle().transition(LifeCycle.State.STARTING);
            getLifeCycle().transition(LifeCycle.State.RUNNING);
        }
        changed.run();
    }

    /**
     * The store is usually ahead of the newest snapshot: then it stays, and entries of the log that
     * it holds already are passed over. When the snapshot is ahead (it came from the leader, or a
     * crash came between it and the store) the store is replaced.
     */
    private void takeOver(@Nullable SingleFileSnapshotInfo snapshot) throws IOException {
        if (snapshot == null) {
            return;
        }
        if (snapshot.getIndex() > store.mark().index()) {
            MD5Hash expected = snapshot.getFile().getFileDigest();
            if (expected != null) {
                MD5FileUtil.verifySavedMD5(snapshot.getFile().getPath().toFile(), expected);
            }
            store.restore(snapshot.getFile().getPath());
            applier.reload();
        }
        setLastAppliedTermIndex(snapshot.getTermIndex());
    }

    private static void removeUnfinished(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /**
     * By the leader alone, before a command comes into the log: only here may a clock be asked.
     * What has its answer already is answered again, however long ago it was asked.
     */
    @Override
    public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
        TransactionContext transaction = super.startTransaction(request);
        FleetCommand command;
        try {
            command = codec.commandFrom(request.getMessage().getContent().toByteArray());
        } catch (RuntimeException _) {
            // Refused by all members in the same words when it is applied.
            return transaction;
        }
        // Copies of journals are kept as they are: nothing is decided by when they were sent.
        if (command instanceof FleetCommand.Sync || store.answer(command.ask().id()).isPresent()) {
            return transaction;
        }
        String why = clocks.whyNot(command.ask().from(), command.ask().at(), clock.now());
        if (why != null) {
            transaction.setException(new DateTimeException(why));
        }
        return transaction;
    }

    /**
     * What {@link #startTransaction} said against a command, or null when it was something else.
     */
    static @Nullable FleetAnswer refusal(RaftClientReply reply) {
        StateMachineException said = reply.getStateMachineException();
        return said != null && said.getCause() instanceof DateTimeException why
                ? new FleetAnswer.Refused(
                        FleetAnswer.Code.INVALID, String.valueOf(why.getMessage()))
                : null;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        Mark mark = new Mark(entry.getTerm(), entry.getIndex());
        FleetAnswer answer;
        try {
            answer =
                    applier.apply(mark, entry.getStateMachineLogEntry().getLogData().toByteArray());
        } catch (IOException | UncheckedIOException e) {
            // What comes next may rest on this one: nothing more is applied by this process.
            fatal.accept("the fleet's store cannot be written: " + e.getMessage());
            throw new IllegalStateException("the fleet's store cannot be written", e);
        }
        updateLastAppliedTermIndex(TermIndex.valueOf(mark.term(), mark.index()));
        changed.run();
        byte[] bytes = codec.toBytes(answer);
        return CompletableFuture.completedFuture(Message.valueOf(ByteString.copyFrom(bytes)));
    }

    @Override
    public long takeSnapshot() throws IOException {
        TermIndex applied = getLastAppliedTermIndex();
        if (applied.getIndex() < 0) {
            return applied.getIndex();
        }
        File target = snapshots.getSnapshotFile(applied.getTerm(), applied.getIndex());
        if (!target.exists()) {
            FileInfo info = write(store, target.toPath());
            snapshots.updateLatestSnapshot(new SingleFileSnapshotInfo(info, applied));
        }
        return applied.getIndex();
    }

    /** Writes the store under {@code target} with its digest beside it: whole or not at all. */
    static FileInfo write(FleetStore store, Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        store.snapshot(unfinished);
        MD5Hash digest = MD5FileUtil.computeMd5ForFile(unfinished.toFile());
        MD5FileUtil.saveMD5File(target.toFile(), digest);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return new FileInfo(target, digest);
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return snapshots;
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        return snapshots.getLatestSnapshot();
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        changed.run();
    }

    /**
     * By default Ratis goes on when its log cannot be written. A member that acknowledges what it
     * has not kept is worse than one that is not there.
     */
    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
        fatal.accept("the quorum's log cannot be written: " + cause.getMessage());
    }

    @Override
    public void notifyServerShutdown(RoleInfoProto role, boolean allServer) {
        fatal.accept("the quorum's member has ended by itself");
    }
}
