package dev.signalbox.agent.stream;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.SetBrakeResponse;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The contract's service: checks what is asked and hands it on. */
final class AgentService extends AgentServiceGrpc.AgentServiceImplBase {

    /** Longer names and reasons are refused. */
    static final int WORDS_CHARS_MAX = 500;

    private final WatchHub watch;
    private final JournalFeed feed;
    private final CallFeed callFeed;
    private final JournalSource journal;
    private final CommandSink commands;
    private final Semaphore verifying = new Semaphore(1);
    private volatile @Nullable
            BiConsumer<ReadRecordingRequest, ServerCallStreamObserver<ReadRecordingResponse>>
            recordings;

    AgentService(
            WatchHub watch,
            JournalFeed feed,
            CallFeed callFeed,
            JournalSource journal,
            CommandSink commands) {
        this.watch = watch;
        this.feed = feed;
        this.callFeed = callFeed;
        this.journal = journal;
        this.commands = commands;
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> call) {
        watch.add((ServerCallStreamObserver<WatchResponse>) call);
    }

    @Override
    public void readJournal(ReadJournalRequest request, StreamObserver<ReadJournalResponse> call) {
        feed.add(request, (ServerCallStreamObserver<ReadJournalResponse>) call);
    }

    @Override
    public void readCalls(ReadCallsRequest request, StreamObserver<ReadCallsResponse> call) {
        callFeed.add(request, (ServerCallStreamObserver<ReadCallsResponse>) call);
    }

    /** Who answers those that ask for recordings. */
    void recordings(
            BiConsumer<ReadRecordingRequest, ServerCallStreamObserver<ReadRecordingResponse>>
                    source) {
        recordings = source;
    }

    @Override
    public void readRecording(
            ReadRecordingRequest request, StreamObserver<ReadRecordingResponse> call) {
        var source = recordings;
        if (source == null) {
            fail(call, Status.FAILED_PRECONDITION, "this agent records nothing");
            return;
        }
        source.accept(request, (ServerCallStreamObserver<ReadRecordingResponse>) call);
    }

    @Override
    public void verifyJournal(
            VerifyJournalRequest request, StreamObserver<VerifyJournalResponse> call) {
        if (!verifying.tryAcquire()) {
            fail(call, Status.RESOURCE_EXHAUSTED, "the journal is being verified already");
            return;
        }
        VerifyJournalResponse response;
        try {
            response = ContractMapper.toContract(journal.verify());
        } catch (RuntimeException e) {
            fail(call, Status.INTERNAL, "the journal cannot be read: " + e.getMessage());
            return;
        } finally {
            verifying.release();
        }
        call.onNext(response);
        call.onCompleted();
    }

    @Override
    public void setBrake(SetBrakeRequest request, StreamObserver<SetBrakeResponse> call) {
        String by = request.getBy().strip();
        String reason = request.getReason().strip();
        String problem = problem(request.getOn(), by, reason);
        if (!problem.isEmpty()) {
            fail(call, Status.INVALID_ARGUMENT, problem);
            return;
        }
        var _ =
                commands.brake(request.getOn(), by, reason)
                        .whenComplete((outcome, failure) -> answer(call, outcome, failure));
    }

    /** What is missing in a command to the brake; empty when nothing is. */
    private static String problem(boolean on, String by, String reason) {
        if (by.isEmpty()) {
            return "by: say who " + (on ? "stops" : "releases") + " automation";
        }
        if (on && reason.isEmpty()) {
            return "reason: say why automation is stopped";
        }
        if (by.length() > WORDS_CHARS_MAX || reason.length() > WORDS_CHARS_MAX) {
            return "by and reason: at most " + WORDS_CHARS_MAX + " characters each";
        }
        return "";
    }

    private static void answer(
            StreamObserver<SetBrakeResponse> call,
            @Nullable BrakeOutcome outcome,
            @Nullable Throwable failure) {
        if (outcome == null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            boolean refused = cause instanceof IllegalStateException;
            fail(
                    call,
                    refused ? Status.FAILED_PRECONDITION : Status.INTERNAL,
                    cause == null ? "no outcome" : String.valueOf(cause.getMessage()));
            return;
        }
        SetBrakeResponse.Builder response = SetBrakeResponse.newBuilder();
        String recordId = outcome.recordId();
        if (recordId != null) {
            response.setRecordId(recordId);
        }
        AgentStatus.BrakeView brake = outcome.brake();
        if (brake != null) {
            response.setBrake(ContractMapper.toContract(brake));
        }
        call.onNext(response.build());
        call.onCompleted();
    }

    private static void fail(StreamObserver<?> call, Status status, String words) {
        call.onError(status.withDescription(words).asRuntimeException());
    }
}
