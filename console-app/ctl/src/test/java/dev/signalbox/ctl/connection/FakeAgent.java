package dev.signalbox.ctl.connection;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.contract.NoQuorum;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ChangePlanRequest;
import dev.signalbox.v1.ChangePlanResponse;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.MakePlanRequest;
import dev.signalbox.v1.MakePlanResponse;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Refusal;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.SetBrakeResponse;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An agent as its contract promises, on a real socket; what it holds outlives its server. */
public final class FakeAgent extends AgentServiceGrpc.AgentServiceImplBase
        implements AutoCloseable {

    private final JournalCodec codec = new JournalCodec();
    private final List<StreamObserver<WatchResponse>> watchers = new ArrayList<>();
    private final List<StreamObserver<ReadJournalResponse>> followers = new ArrayList<>();
    private final List<CallVerdict> calls = new ArrayList<>();
    private final List<StreamObserver<ReadCallsResponse>> callFollowers = new ArrayList<>();
    private final List<ReadRecordingResponse> seconds = new ArrayList<>();
    private String journalId;
    private final List<JournalEntry> journal = new ArrayList<>();
    private RegionView region;
    private final List<JournalEntry> fleetJournal = new ArrayList<>();
    private final List<RegionView> heardOf = new ArrayList<>();
    private final List<ChangePlanRequest> steps = new ArrayList<>();
    private @Nullable Refusal refusal;
    private @Nullable FleetStanding standing;
    private volatile @Nullable CountDownLatch allAsked;
    private Server server;
    private final int port;

    public FakeAgent(RegionView region) throws IOException {
        this.region = region;
        this.journalId = region.agent().journalId();
        this.server = serve(0);
        this.port = server.getPort();
    }

    public synchronized String endpoint() {
        return "127.0.0.1:" + port;
    }

    /** Breaks every connection; the port stays known for {@link #comeBack}. */
    public void vanish() throws InterruptedException {
        Server gone;
        synchronized (this) {
            gone = server;
            watchers.clear();
            followers.clear();
            callFollowers.clear();
        }
        gone.shutdownNow();
        gone.awaitTermination();
    }

    public synchronized void comeBack() throws IOException {
        server = serve(port);
    }

    public synchronized void report(RegionView view) {
        region = view;
        WatchResponse delta =
                WatchResponse.newBuilder()
                        .setDelta(Delta.newBuilder().addRegions(ContractMapper.toContract(view)))
                        .build();
        watchers.forEach(watcher -> watcher.onNext(delta));
    }

    public synchronized JournalEntry append(JournalRecord record) {
        return append(codec.toBytes(record));
    }

    public synchronized JournalEntry append(byte[] body) {
        Position last =
                journal.isEmpty() ? Position.start(journalId) : journal.getLast().position();
        JournalEntry entry = HashChain.append(last, body);
        journal.add(entry);
        followers.forEach(follower -> follower.onNext(batch(List.of(entry))));
        return entry;
    }

    /** A call ended, or what is said of one is revised. */
    public synchronized void ended(CallVerdict verdict) {
        calls.add(verdict);
        callFollowers.forEach(follower -> follower.onNext(calls(List.of(verdict))));
    }

    /** How many wait for calls to come. */
    public synchronized int callFollowers() {
        return callFollowers.size();
    }

    /** Changes a record's bytes without its hash. */
    public synchronized void alter(int sequence, JournalRecord record) {
        JournalEntry was = journal.get(sequence - 1);
        journal.set(
                sequence - 1,
                new JournalEntry(journalId, sequence, codec.toBytes(record), was.hash()));
    }

    /** Begins another journal, as an agent with a new data directory does. */
    public synchronized void beginJournal(String id) {
        journalId = id;
        journal.clear();
    }

    @Override
    public void close() throws InterruptedException {
        vanish();
    }

    /** It takes part in a fleet that decided this, as it sees it. */
    public synchronized void fleet(boolean quorum, FleetRecord... records) {
        FleetCodec fleetCodec = new FleetCodec();
        Position last = Position.start("fleet-demo");
        for (FleetRecord record : records) {
            JournalEntry entry = HashChain.append(last, fleetCodec.toBytes(record));
            fleetJournal.add(entry);
            last = entry.position();
        }
        standing =
                new FleetStanding(
                        "demo",
                        region.target().name(),
                        null,
                        quorum,
                        0,
                        "fleet-demo",
                        last.sequence(),
                        List.of(),
                        new Person("", Role.VIEWER));
    }

    /** It tells of another region too. */
    public synchronized void heardOf(RegionView other, String by) {
        heardOf.add(other.relayed(new RegionView.Relay(by, 10)));
    }

    @Override
    public synchronized void makePlan(
            MakePlanRequest request, StreamObserver<MakePlanResponse> call) {
        call.onError(
                Status.UNAVAILABLE
                        .withDescription("no quorum: 1 of 3 agents are in touch, 2 are needed")
                        .asRuntimeException(NoQuorum.mark()));
    }

    /** From now on none of them answers before all were asked: who asks in turn gets nothing. */
    public static void answerTogether(FakeAgent... agents) {
        CountDownLatch all = new CountDownLatch(agents.length);
        for (FakeAgent agent : agents) {
            agent.allAsked = all;
        }
    }

    private void together(Runnable answer) {
        CountDownLatch all = allAsked;
        if (all == null) {
            answer.run();
            return;
        }
        all.countDown();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                if (all.await(20, TimeUnit.SECONDS)) {
                                    answer.run();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** Refuses every step from now on. */
    public synchronized void refuses(FleetAnswer.Refused refused) {
        refusal =
                Refusal.newBuilder()
                        .setCode(refused.code().text())
                        .setSentence(refused.sentence())
                        .build();
    }

    /** The steps it was asked for. */
    public synchronized List<ChangePlanRequest> steps() {
        return List.copyOf(steps);
    }

    @Override
    public synchronized void changePlan(
            ChangePlanRequest request, StreamObserver<ChangePlanResponse> call) {
        steps.add(request);
        Refusal refused = refusal;
        call.onNext(
                refused == null
                        ? ChangePlanResponse.newBuilder().addRecords("fleet-demo/43").build()
                        : ChangePlanResponse.newBuilder().setRefused(refused).build());
        call.onCompleted();
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> call) {
        together(() -> told(call));
    }

    private synchronized void told(StreamObserver<WatchResponse> call) {
        Snapshot.Builder snapshot =
                Snapshot.newBuilder().addRegions(ContractMapper.toContract(region));
        heardOf.forEach(other -> snapshot.addRegions(ContractMapper.toContract(other)));
        if (standing != null) {
            snapshot.setFleet(FleetMapper.toContract(standing));
        }
        call.onNext(WatchResponse.newBuilder().setSnapshot(snapshot).build());
        watchers.add(call);
    }

    @Override
    public synchronized void readJournal(
            ReadJournalRequest request, StreamObserver<ReadJournalResponse> call) {
        if (request.getJournalId().equals("fleet-demo")) {
            ReadJournalResponse.Builder all =
                    ReadJournalResponse.newBuilder().setJournalId("fleet-demo");
            fleetJournal.forEach(entry -> all.addEntries(ContractMapper.toContract(entry)));
            call.onNext(all.build());
            call.onCompleted();
            return;
        }
        int from = 0;
        if (request.hasAfter()) {
            Position after = ContractMapper.fromContract(request.getAfter());
            from = (int) after.sequence();
            if (!after.journalId().equals(journalId) || from > journal.size()) {
                call.onError(
                        Status.FAILED_PRECONDITION
                                .withDescription("this agent's journal is " + journalId)
                                .asRuntimeException());
                return;
            }
        } else if (request.getNewest() > 0) {
            from = (int) Math.max(0, journal.size() - request.getNewest());
        }
        if (from < journal.size()) {
            call.onNext(batch(journal.subList(from, journal.size())));
        }
        if (request.getFollow()) {
            followers.add(call);
        } else {
            call.onCompleted();
        }
    }

    /** What it told in a second. */
    public synchronized void recorded(ReadRecordingResponse second) {
        seconds.add(second);
    }

    /** Where its journal ends. */
    public synchronized Position last() {
        return journal.isEmpty() ? Position.start(journalId) : journal.getLast().position();
    }

    @Override
    public synchronized void readRecording(
            ReadRecordingRequest request, StreamObserver<ReadRecordingResponse> call) {
        seconds.stream()
                .filter(s -> s.getAt().getSeconds() >= request.getFrom().getSeconds())
                .filter(s -> s.getAt().getSeconds() <= request.getTo().getSeconds())
                .forEach(call::onNext);
        call.onCompleted();
    }

    @Override
    public synchronized void readCalls(
            ReadCallsRequest request, StreamObserver<ReadCallsResponse> call) {
        List<CallVerdict> later =
                calls.stream().filter(c -> c.sequence() > request.getAfter()).toList();
        if (!later.isEmpty()) {
            call.onNext(calls(later));
        }
        if (request.getFollow()) {
            callFollowers.add(call);
        } else {
            call.onCompleted();
        }
    }

    @Override
    public synchronized void verifyJournal(
            VerifyJournalRequest request, StreamObserver<VerifyJournalResponse> call) {
        call.onNext(
                ContractMapper.toContract(
                        new JournalVerification(
                                true, journalId, journal.size(), journal.size(), List.of())));
        call.onCompleted();
    }

    @Override
    public void setBrake(SetBrakeRequest request, StreamObserver<SetBrakeResponse> call) {
        together(() -> brake(request, call));
    }

    private synchronized void brake(
            SetBrakeRequest request, StreamObserver<SetBrakeResponse> call) {
        if (request.getBy().equals("nobody")) {
            call.onError(
                    Status.FAILED_PRECONDITION
                            .withDescription("the journal cannot be written: no space left")
                            .asRuntimeException());
            return;
        }
        SetBrakeResponse.Builder response = SetBrakeResponse.newBuilder();
        AgentStatus.BrakeView held = region.agent().brake();
        if (request.getOn() != (held != null)) {
            response.setRecordId("j1/9");
            held =
                    request.getOn()
                            ? new AgentStatus.BrakeView(
                                    request.getBy(), request.getReason(), region.measuredAt())
                            : null;
            region = Regions.braked(region, held);
        }
        if (held != null) {
            response.setBrake(ContractMapper.toContract(held));
        }
        call.onNext(response.build());
        call.onCompleted();
    }

    private ReadCallsResponse calls(List<CallVerdict> some) {
        ReadCallsResponse.Builder batch = ReadCallsResponse.newBuilder().setBootId(region.bootId());
        some.forEach(verdict -> batch.addCalls(ContractMapper.toContract(verdict)));
        return batch.build();
    }

    private ReadJournalResponse batch(List<JournalEntry> entries) {
        ReadJournalResponse.Builder batch =
                ReadJournalResponse.newBuilder().setJournalId(journalId);
        entries.forEach(entry -> batch.addEntries(ContractMapper.toContract(entry)));
        return batch.build();
    }

    private Server serve(int at) throws IOException {
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
                .directExecutor()
                .addService(this)
                .build()
                .start();
    }
}
