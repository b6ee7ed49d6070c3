package dev.signalbox.agent.stream;

import dev.signalbox.agent.stream.ChangeDesk.Asker;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.NoQuorum;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.trust.Caller;
import dev.signalbox.model.trust.Peer;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ChangePlanRequest;
import dev.signalbox.v1.ChangePlanResponse;
import dev.signalbox.v1.HeldJournal;
import dev.signalbox.v1.JournalKind;
import dev.signalbox.v1.ListJournalsRequest;
import dev.signalbox.v1.ListJournalsResponse;
import dev.signalbox.v1.MakePlanRequest;
import dev.signalbox.v1.MakePlanResponse;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.SetBrakeResponse;
import dev.signalbox.v1.SetPinRequest;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The contract's service: checks what is asked and hands it on. */
final class AgentService extends AgentServiceGrpc.AgentServiceImplBase {

    /** Longer names and reasons are refused. */
    static final int WORDS_CHARS_MAX = 500;

    private static final int REQUEST_ID_CHARS_MAX = 64;

    private final WatchHub watch;
    private final JournalFeeds feeds;
    private final CallFeed callFeed;
    private final JournalShelf shelf;
    private final CommandSink commands;
    private final ChangeDesk changes;
    private final Semaphore verifying = new Semaphore(1);
    private volatile @Nullable
            BiConsumer<ReadRecordingRequest, ServerCallStreamObserver<ReadRecordingResponse>>
            recordings;

    AgentService(
            WatchHub watch,
            JournalFeeds feeds,
            CallFeed callFeed,
            JournalShelf shelf,
            CommandSink commands,
            ChangeDesk changes) {
        this.watch = watch;
        this.feeds = feeds;
        this.callFeed = callFeed;
        this.shelf = shelf;
        this.commands = commands;
        this.changes = changes;
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> call) {
        watch.add(request, watcher(), (ServerCallStreamObserver<WatchResponse>) call);
    }

    @Override
    public void readJournal(ReadJournalRequest request, StreamObserver<ReadJournalResponse> call) {
        feeds.add(request, (ServerCallStreamObserver<ReadJournalResponse>) call);
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
        JournalSource journal = feeds.source(request.getJournalId()).orElse(null);
        if (journal == null) {
            fail(
                    call,
                    Status.NOT_FOUND,
                    "this agent does not hold journal " + request.getJournalId());
            return;
        }
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
        // With a certificate, what they call themselves does not count.
        String by = Caller.person(PlainWords.of(request.getBy())).name();
        String reason = PlainWords.of(request.getReason());
        String problem = problem(request.getOn(), by, reason);
        if (!problem.isEmpty()) {
            fail(call, Status.INVALID_ARGUMENT, problem);
            return;
        }
        if (request.getFleet()) {
            answer(
                    call,
                    () ->
                            changes.fleetBrake(
                                    asker(by, request.getRequestId()), request.getOn(), reason),
                    AgentService::fleetBrake);
            return;
        }
        var _ =
                commands.brake(request.getOn(), by, reason)
                        .whenComplete((outcome, failure) -> answer(call, outcome, failure));
    }

    @Override
    public void listJournals(
            ListJournalsRequest request, StreamObserver<ListJournalsResponse> call) {
        ListJournalsResponse.Builder response = ListJournalsResponse.newBuilder();
        for (JournalShelf.Held held : shelf.list()) {
            response.addJournals(
                    HeldJournal.newBuilder()
                            .setJournalId(held.journalId())
                            .setKind(
                                    switch (held.kind()) {
                                        case OWN -> JournalKind.JOURNAL_KIND_OWN;
                                        case FLEET -> JournalKind.JOURNAL_KIND_FLEET;
                                        case COPY -> JournalKind.JOURNAL_KIND_COPY;
                                    })
                            .setRegion(held.region())
                            .setLast(ContractMapper.toContract(held.last())));
        }
        call.onNext(response.build());
        call.onCompleted();
    }

    @Override
    public void makePlan(MakePlanRequest request, StreamObserver<MakePlanResponse> call) {
        answer(
                call,
                () ->
                        changes.plan(
                                asker(request.getBy(), request.getRequestId()),
                                ChangeRequests.wish(request)),
                ChangeRequests::toContract);
    }

    @Override
    public void changePlan(ChangePlanRequest request, StreamObserver<ChangePlanResponse> call) {
        answer(
                call,
                () ->
                        changes.step(
                                asker(request.getBy(), request.getRequestId()),
                                PlainWords.of(request.getPlanId()),
                                PlainWords.of(request.getHash()),
                                ChangeRequests.step(request)),
                ChangeRequests::toContract);
    }

    @Override
    public void setPin(SetPinRequest request, StreamObserver<ChangePlanResponse> call) {
        answer(
                call,
                () ->
                        changes.pin(
                                asker(request.getBy(), request.getRequestId()),
                                Target.parse(request.getTarget()),
                                request.getOn(),
                                ChangeRequests.words(
                                        "reason", request.getReason(), request.getOn()),
                                Duration.ofMillis(request.getHoldMillis())),
                ChangeRequests::toContract);
    }

    /** Agents watch too: they are told nothing about themselves. */
    private static Person watcher() {
        return Caller.peer() instanceof Peer.Agent
                ? new Person("", Role.VIEWER)
                : Caller.person("everybody on this machine");
    }

    private static Asker asker(String by, String requestId) {
        String id = requestId.strip();
        if (id.length() > REQUEST_ID_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "request_id: at most " + REQUEST_ID_CHARS_MAX + " characters; a UUID will do");
        }
        return new Asker(named(by), id);
    }

    private static Person named(String by) {
        Person person = Caller.person(PlainWords.of(by));
        if (person.name().isEmpty()) {
            throw new IllegalArgumentException("by: say who asks");
        }
        if (person.name().length() > WORDS_CHARS_MAX) {
            throw new IllegalArgumentException("by: at most " + WORDS_CHARS_MAX + " characters");
        }
        return person;
    }

    /** Asks and answers; what is wrong with the question is said, what cannot be now too. */
    private static <A, R> void answer(
            StreamObserver<R> call,
            Supplier<CompletableFuture<A>> question,
            Function<A, R> toContract) {
        CompletableFuture<A> asked;
        try {
            asked = question.get();
        } catch (IllegalArgumentException e) {
            fail(call, Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
            return;
        }
        var _ =
                asked.whenComplete(
                        (answer, failure) -> {
                            if (answer == null) {
                                fail(call, failure);
                                return;
                            }
                            try {
                                call.onNext(toContract.apply(answer));
                                call.onCompleted();
                            } catch (StatusRuntimeException e) {
                                call.onError(e);
                            }
                        });
    }

    private static SetBrakeResponse fleetBrake(FleetAnswer answer) {
        return switch (answer) {
            case FleetAnswer.Done done ->
                    SetBrakeResponse.newBuilder()
                            .setRecordId(done.records().isEmpty() ? "" : done.records().getFirst())
                            .build();
            case FleetAnswer.Refused refused ->
                    throw Status.FAILED_PRECONDITION
                            .withDescription(refused.sentence())
                            .asRuntimeException();
        };
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
            fail(call, failure);
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

    private static void fail(StreamObserver<?> call, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof ChangeDesk.NoQuorumException) {
            call.onError(
                    Status.UNAVAILABLE
                            .withDescription(String.valueOf(cause.getMessage()))
                            .asRuntimeException(NoQuorum.mark()));
            return;
        }
        Status status =
                switch (cause) {
                    case IllegalStateException _ -> Status.FAILED_PRECONDITION;
                    case null, default -> Status.INTERNAL;
                };
        fail(call, status, cause == null ? "no outcome" : String.valueOf(cause.getMessage()));
    }

    private static void fail(StreamObserver<?> call, Status status, String words) {
        call.onError(status.withDescription(words).asRuntimeException());
    }
}
