package dev.signalbox.ctl.connection;

import com.google.protobuf.Timestamp;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.contract.NoQuorum;
import dev.signalbox.model.fleet.AgentStatus.BrakeView;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.signalbox.v1.ListJournalsRequest;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.SetBrakeResponse;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.WatchRequest;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Single questions to one agent; each call waits for its answer. */
public final class AgentCalls implements AutoCloseable {

    private static final long ANSWER_SECONDS = 5;

    /** An agent that takes longer to say how its fleet stands is no help for a decision. */
    private static final long STANDING_SECONDS = 3;

    /** The quorum has to answer first, also while it chooses a leader. */
    private static final long CHANGE_SECONDS = 8;

    /** A long journal takes its time to be read and verified. */
    private static final long VERIFY_SECONDS = 120;

    private final Endpoint endpoint;
    private final EventLoopGroup sockets = Channels.sockets();
    private final ExecutorService callbacks =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("agent-call").factory());
    private final ManagedChannel channel;

    /**
     * What became of a command to the brake.
     *
     * @param recordId of the journal record, null when nothing changed
     * @param brake as it is now, null when automation runs
     */
    public record BrakeAnswer(@Nullable String recordId, @Nullable BrakeView brake) {}

    /** Opens nothing yet: the first call connects. */
    public AgentCalls(Endpoint endpoint) {
        this.endpoint = endpoint;
        channel = Channels.open(endpoint, sockets, callbacks);
    }

    /** The regions as the agent sees them now. */
    public List<RegionView> snapshot() throws UnreachableException, RefusedException {
        return told().regions();
    }

    /**
     * What an agent tells at once.
     *
     * @param standing null when it tells nothing of a fleet
     */
    public record Told(List<RegionView> regions, @Nullable FleetStanding standing) {

        public Told {
            regions = List.copyOf(regions);
        }
    }

    /** The regions and the fleet as the agent sees them now. */
    public Told told() throws UnreachableException, RefusedException {
        return told(ANSWER_SECONDS);
    }

    private Told told(long seconds) throws UnreachableException, RefusedException {
        Snapshot first =
                call(() -> stub(seconds).watch(WatchRequest.getDefaultInstance()).next())
                        .getSnapshot();
        return new Told(
                first.getRegionsList().stream()
                        .flatMap(r -> ContractMapper.fromContract(r).stream())
                        .toList(),
                first.hasFleet() ? FleetMapper.fromContract(first.getFleet()) : null);
    }

    /** Reads the whole journal of the agent's region in order. */
    public void readJournal(Consumer<JournalEntry> entries)
            throws UnreachableException, RefusedException {
        readJournal("", entries);
    }

    /**
     * Reads a whole journal in order.
     *
     * @param journalId one that the agent holds; empty for its region's own
     */
    public void readJournal(String journalId, Consumer<JournalEntry> entries)
            throws UnreachableException, RefusedException {
        ReadJournalRequest request =
                ReadJournalRequest.newBuilder().setJournalId(journalId).build();
        call(
                () -> {
                    Iterator<ReadJournalResponse> batches =
                            stub(VERIFY_SECONDS).readJournal(request);
                    while (batches.hasNext()) {
                        ReadJournalResponse batch = batches.next();
                        batch.getEntriesList()
                                .forEach(
                                        entry ->
                                                entries.accept(
                                                        ContractMapper.fromContract(
                                                                batch.getJournalId(), entry)));
                    }
                    return true;
                });
    }

    /**
     * A journal that an agent holds.
     *
     * @param kind "own", "fleet" or "copy"
     * @param region empty for the fleet's
     */
    public record HeldJournal(String journalId, String kind, String region) {}

    /** The journals that the agent holds; empty when it is too old to say. */
    public List<HeldJournal> journals() throws UnreachableException, RefusedException {
        return call(
                () -> {
                    try {
                        return stub(ANSWER_SECONDS)
                                .listJournals(ListJournalsRequest.getDefaultInstance())
                                .getJournalsList()
                                .stream()
                                .map(
                                        held ->
                                                new HeldJournal(
                                                        held.getJournalId(),
                                                        switch (held.getKind()) {
                                                            case JOURNAL_KIND_FLEET -> "fleet";
                                                            case JOURNAL_KIND_COPY -> "copy";
                                                            case JOURNAL_KIND_OWN,
                                                                    JOURNAL_KIND_UNSPECIFIED,
                                                                    UNRECOGNIZED ->
                                                                    "own";
                                                        },
                                                        held.getRegion()))
                                .toList();
                    } catch (StatusRuntimeException e) {
                        if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                            return List.of();
                        }
                        throw e;
                    }
                });
    }

    /** The name of the agent's fleet, empty when it has not said. */
    public String fleetName() throws UnreachableException, RefusedException {
        return call(
                () ->
                        stub(ANSWER_SECONDS)
                                .watch(WatchRequest.getDefaultInstance())
                                .next()
                                .getSnapshot()
                                .getFleet()
                                .getName());
    }

    /** Reads what consoles were told from one moment to another, both with their second. */
    public void readRecording(Instant from, Instant to, Consumer<ReadRecordingResponse> seconds)
            throws UnreachableException, RefusedException {
        ReadRecordingRequest request =
                ReadRecordingRequest.newBuilder()
                        .setFrom(Timestamp.newBuilder().setSeconds(from.getEpochSecond()))
                        .setTo(Timestamp.newBuilder().setSeconds(to.getEpochSecond()))
                        .build();
        call(
                () -> {
                    stub(VERIFY_SECONDS).readRecording(request).forEachRemaining(seconds);
                    return true;
                });
    }

    /**
     * The oldest second that the agent has recorded; empty when it has none before {@code now}. It
     * reads no more than that one.
     */
    public Optional<Instant> recordedSince(Instant now)
            throws UnreachableException, RefusedException {
        ReadRecordingRequest request =
                ReadRecordingRequest.newBuilder()
                        .setFrom(Timestamp.newBuilder().setSeconds(1))
                        .setTo(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                        .build();
        Context.CancellableContext first = Context.current().withCancellation();
        Context before = first.attach();
        try {
            return call(
                    () -> {
                        Iterator<ReadRecordingResponse> seconds =
                                stub(ANSWER_SECONDS).readRecording(request);
                        return seconds.hasNext()
                                ? Optional.of(
                                        Instant.ofEpochSecond(seconds.next().getAt().getSeconds()))
                                : Optional.empty();
                    });
        } finally {
            first.detach(before);
            first.cancel(null);
        }
    }

    /** Some verdicts of one run of an agent. */
    public record Verdicts(String bootId, List<CallVerdict> calls) {

        public Verdicts {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Reads why calls ended, oldest first.
     *
     * @param after only verdicts after this sequence of the agent's present run; 0 reads all
     * @param follow goes on with those to come, until the agent ends the connection or the thread
     *     is interrupted
     */
    public void readCalls(long after, boolean follow, Consumer<Verdicts> batches)
            throws UnreachableException, RefusedException {
        ReadCallsRequest request =
                ReadCallsRequest.newBuilder().setAfter(after).setFollow(follow).build();
        call(
                () -> {
                    AgentServiceBlockingStub stub =
                            follow
                                    ? AgentServiceGrpc.newBlockingStub(channel)
                                    : stub(ANSWER_SECONDS);
                    Iterator<ReadCallsResponse> responses = stub.readCalls(request);
                    while (responses.hasNext()) {
                        ReadCallsResponse response = responses.next();
                        batches.accept(
                                new Verdicts(
                                        response.getBootId(),
                                        response.getCallsList().stream()
                                                .map(ContractMapper::fromContract)
                                                .toList()));
                    }
                    return true;
                });
    }

    /** The agent checks the journal of its own region. */
    public JournalVerification verify() throws UnreachableException, RefusedException {
        return verify("");
    }

    /**
     * The agent checks a journal that it holds.
     *
     * @param journalId empty for its region's own
     */
    public JournalVerification verify(String journalId)
            throws UnreachableException, RefusedException {
        VerifyJournalRequest request =
                VerifyJournalRequest.newBuilder().setJournalId(journalId).build();
        return call(() -> ContractMapper.fromContract(stub(VERIFY_SECONDS).verifyJournal(request)));
    }

    /** Stops or releases automation. */
    public BrakeAnswer brake(boolean on, String by, String reason)
            throws UnreachableException, RefusedException {
        SetBrakeRequest request =
                SetBrakeRequest.newBuilder().setOn(on).setBy(by).setReason(reason).build();
        SetBrakeResponse response = call(() -> stub(ANSWER_SECONDS).setBrake(request));
        return new BrakeAnswer(
                response.getRecordId().isEmpty() ? null : response.getRecordId(),
                response.hasBrake() ? ContractMapper.fromContract(response.getBrake()) : null);
    }

    /** How the fleet stands as this agent sees it; null when it tells nothing of a fleet. */
    public @Nullable FleetStanding standing() throws UnreachableException, RefusedException {
        return told(STANDING_SECONDS).standing();
    }

    /** Computes a plan; nothing moves. */
    public PlanCalls.Planned plan(PlanCalls.Wish wish)
            throws UnreachableException, RefusedException {
        return PlanCalls.planned(
                call(() -> stub(CHANGE_SECONDS).makePlan(PlanCalls.request(wish))));
    }

    /** One step of a plan. */
    public FleetAnswer step(String planId, String hash, ChangeStep step, PlanCalls.Asker asker)
            throws UnreachableException, RefusedException {
        return PlanCalls.answer(
                call(
                        () ->
                                stub(CHANGE_SECONDS)
                                        .changePlan(PlanCalls.request(planId, hash, step, asker))));
    }

    /** Keeps automation away from a target, or lets it touch it again. */
    public FleetAnswer pin(
            Target target, boolean on, String reason, Duration hold, PlanCalls.Asker asker)
            throws UnreachableException, RefusedException {
        return PlanCalls.answer(
                call(
                        () ->
                                stub(CHANGE_SECONDS)
                                        .setPin(PlanCalls.pin(target, on, reason, hold, asker))));
    }

    /**
     * Stops or releases automation in the whole fleet.
     *
     * @return the record's id, empty when nothing changed
     */
    public String fleetBrake(boolean on, PlanCalls.Asker asker, String reason)
            throws UnreachableException, RefusedException {
        SetBrakeRequest request =
                SetBrakeRequest.newBuilder()
                        .setOn(on)
                        .setBy(asker.by())
                        .setRequestId(asker.requestId())
                        .setReason(reason)
                        .setFleet(true)
                        .build();
        return call(() -> stub(CHANGE_SECONDS).setBrake(request)).getRecordId();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        callbacks.shutdownNow();
        var _ = sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private AgentServiceBlockingStub stub(long seconds) {
        return AgentServiceGrpc.newBlockingStub(channel)
                .withDeadline(Deadline.after(seconds, TimeUnit.SECONDS));
    }

    private <T> T call(Supplier<T> question) throws UnreachableException, RefusedException {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            boolean answered =
                    code == Status.Code.INVALID_ARGUMENT
                            || code == Status.Code.FAILED_PRECONDITION
                            || code == Status.Code.RESOURCE_EXHAUSTED
                            || code == Status.Code.PERMISSION_DENIED
                            || code == Status.Code.NOT_FOUND
                            || code == Status.Code.UNAUTHENTICATED
                            || code == Status.Code.INTERNAL;
            if (answered) {
                throw new RefusedException(e);
            }
            if (NoQuorum.isMarked(e)) {
                throw new NoQuorumException(e);
            }
            throw new UnreachableException(endpoint, e);
        }
    }
}
