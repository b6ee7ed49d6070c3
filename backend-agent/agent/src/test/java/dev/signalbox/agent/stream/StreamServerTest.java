package dev.signalbox.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.SetBrakeRequest;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamServerTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final MemoryJournal journal = new MemoryJournal("j1");
    private final CallBook calls = new CallBook();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private CommandSink commands =
            (on, by, reason) ->
                    CompletableFuture.completedFuture(
                            new BrakeOutcome(
                                    "j1/9",
                                    on ? new AgentStatus.BrakeView(by, reason, NOON) : null));
    private StreamServer server;

    @BeforeEach
    void serve() throws IOException {
        server =
                new StreamServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "boot-1",
                        JournalShelf.only(journal, "eu-central"),
                        calls,
                        (on, by, reason) -> commands.brake(on, by, reason),
                        ChangeDesk.closed("a test"),
                        NowSource.system());
    }

    @AfterEach
    void end() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.close();
    }

    @Test
    void plainGrpcIsForLoopbackOnly() {
        assertThatThrownBy(
                        () ->
                                new StreamServer(
                                        new InetSocketAddress("0.0.0.0", 0),
                                        "boot-1",
                                        JournalShelf.only(journal, "eu-central"),
                                        calls,
                                        commands,
                                        ChangeDesk.closed("a test"),
                                        NowSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback only");
    }

    @Test
    void anAddressInUseIsNamed() {
        assertThatThrownBy(
                        () ->
                                new StreamServer(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), server.port()),
                                        "boot-1",
                                        JournalShelf.only(journal, "eu-central"),
                                        calls,
                                        commands,
                                        ChangeDesk.closed("a test"),
                                        NowSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(server.port()));
    }

    @Test
    void aSnapshotThenDeltasThatCarryOnlyNewSlices() {
        server.publish(region(1, "", 10));
        Iterator<WatchResponse> watch = blocking().watch(WatchRequest.getDefaultInstance());
        Region whole = watch.next().getSnapshot().getRegions(0);
        assertThat(whole.getHistoryCount()).isEqualTo(10);
        server.publish(region(2, "Northwind rejects 38 %", 12));
        Region changed = watch.next().getDelta().getRegions(0);
        assertThat(changed.getVersion()).isEqualTo(2);
        assertThat(changed.getFinding()).isEqualTo("Northwind rejects 38 %");
        assertThat(changed.getHistoryList())
                .extracting(point -> point.getStart().getSeconds())
                .containsExactly(
                        NOON.plusSeconds(100).getEpochSecond(),
                        NOON.plusSeconds(110).getEpochSecond());
    }

    @Test
    void metricsAreToldOnceUntilTheyAreMadeAnew() {
        RegionMetrics first = metrics(NOON);
        server.publish(region(1, "", 1).withMetrics(first));
        Iterator<WatchResponse> watch = blocking().watch(WatchRequest.getDefaultInstance());
        assertThat(watch.next().getSnapshot().getRegions(0).getMetrics().getRowsCount())
                .isEqualTo(1);
        server.publish(region(2, "", 1).withMetrics(first));
        assertThat(watch.next().getDelta().getRegions(0).hasMetrics()).isFalse();
        server.publish(region(3, "", 1).withMetrics(metrics(NOON.plusSeconds(5))));
        assertThat(watch.next().getDelta().getRegions(0).getMetrics().getRowsCount()).isEqualTo(1);
    }

    private static RegionMetrics metrics(Instant at) {
        Target.Trunk trunk = new Target.Trunk("eu-central", "northwind");
        CallMetrics window = CallMetrics.none(10_000);
        return new RegionMetrics(
                at, List.of(new MetricsView(trunk, Trunk.Direction.OUTBOUND, "", List.of(window))));
    }

    @Test
    void aWatcherThatCameBeforeTheFirstReportGetsItAsASnapshot() {
        Iterator<WatchResponse> watch = blocking().watch(WatchRequest.getDefaultInstance());
        server.publish(region(1, "", 1));
        assertThat(watch.next().hasSnapshot()).isTrue();
    }

    @Test
    void aSlowClientIsNotQueuedForAndGetsAFreshSnapshot() throws Exception {
        int reports = 400;
        server.publish(region(0, "", 5));
        SlowWatcher slow = new SlowWatcher();
        AgentServiceGrpc.newStub(channel()).watch(WatchRequest.getDefaultInstance(), slow);
        slow.request(1);
        assertThat(slow.next().hasSnapshot()).isTrue();

        Iterator<WatchResponse> fast = blocking().watch(WatchRequest.getDefaultInstance());
        fast.next();
        for (int version = 1; version <= reports; version++) {
            // Each report reaches the fast client before the next: nothing is merely coalesced.
            server.publish(region(version, "x".repeat(4_096) + version, 5));
            fast.next();
        }
        slow.request(Integer.MAX_VALUE);
        int received = 0;
        WatchResponse last;
        do {
            last = slow.next();
            received++;
        } while (!last.hasSnapshot());
        assertThat(received).isLessThan(reports / 2);
        assertThat(last.getSnapshot().getRegions(0).getVersion()).isEqualTo(reports);
        assertThat(last.getSnapshot().getRegions(0).getHistoryCount()).isEqualTo(5);
    }

    @Test
    void theWholeJournalComesInBatches() {
        append(500, "word ".repeat(40));
        List<JournalEntry> read = new ArrayList<>();
        int batches = 0;
        Iterator<ReadJournalResponse> stream =
                blocking().readJournal(ReadJournalRequest.getDefaultInstance());
        while (stream.hasNext()) {
            ReadJournalResponse batch = stream.next();
            assertThat(batch.getSerializedSize()).isLessThan(2 * JournalFeed.BATCH_BYTES);
            batch.getEntriesList().forEach(e -> read.add(ContractMapper.fromContract("j1", e)));
            batches++;
        }
        assertThat(read).extracting(JournalEntry::hash).isEqualTo(hashes(journal.read(0, 1000)));
        assertThat(batches).isBetween(2, 50);
    }

    @Test
    void onlyTheNewestAreSentWhenAsked() {
        append(50, "w");
        assertThat(read(ReadJournalRequest.newBuilder().setNewest(3).build()))
                .containsExactly(48L, 49L, 50L);
        assertThat(read(ReadJournalRequest.newBuilder().setNewest(80).build())).hasSize(50);
    }

    @Test
    void aPositionThatIsNotInThisJournalIsRefused() {
        append(3, "w");
        assertThat(refusal(new Position("j2", 1, ""))).contains("this agent's journal is j1");
        assertThat(refusal(new Position("j1", 4, ""))).contains("ends at 3, before 4");
        assertThat(refusal(new Position("j1", 2, "ab".repeat(32)))).contains("another one");
        assertThat(read(after(journal.read(1, 1).getFirst().position()).build()))
                .containsExactly(3L);
        assertThat(read(after(Position.start("j1")).build())).containsExactly(1L, 2L, 3L);
        assertThat(read(after(new Position("j1", 3, "")).build())).isEmpty();
    }

    @Test
    void resumingAfterBrokenConnectionsLosesAndRepeatsNothing() throws Exception {
        int records = 3_000;
        Random random = new Random(7);
        CountDownLatch appended = new CountDownLatch(1);
        Thread appender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 1; i <= records; i++) {
                                        journal.append("record " + i);
                                    }
                                    appended.countDown();
                                });
        List<Long> seen = new ArrayList<>();
        Position position = Position.start("j1");
        int connections = 0;
        while (seen.size() < records) {
            ManagedChannel channel = channel();
            Iterator<ReadJournalResponse> stream =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .readJournal(after(position).setFollow(true).build());
            connections++;
            int keep = 1 + random.nextInt(4);
            while (keep-- > 0 && seen.size() < records) {
                // Part of a batch that was received and not used counts as never received.
                ReadJournalResponse batch = stream.next();
                int used = 1 + random.nextInt(batch.getEntriesCount());
                for (int i = 0; i < used; i++) {
                    JournalEntry entry = ContractMapper.fromContract("j1", batch.getEntries(i));
                    seen.add(entry.sequence());
                    position = entry.position();
                }
                if (used < batch.getEntriesCount()) {
                    break;
                }
            }
            channel.shutdownNow();
        }
        assertThat(appended.await(10, TimeUnit.SECONDS)).isTrue();
        appender.join();
        List<Long> all = new ArrayList<>();
        for (long i = 1; i <= records; i++) {
            all.add(i);
        }
        assertThat(seen).isEqualTo(all);
        assertThat(connections).isGreaterThan(5);
    }

    @Test
    void aFollowerGetsWhatIsAppendedLater() {
        append(1, "w");
        Iterator<ReadJournalResponse> stream =
                blocking().readJournal(ReadJournalRequest.newBuilder().setFollow(true).build());
        assertThat(stream.next().getEntries(0).getSequence()).isEqualTo(1);
        append(1, "later");
        assertThat(stream.next().getEntries(0).getSequence()).isEqualTo(2);
    }

    @Test
    void theJournalIsVerifiedByTheAgent() {
        append(4, "w");
        assertThat(blocking().verifyJournal(VerifyJournalRequest.getDefaultInstance()).getRecords())
                .isEqualTo(4);
    }

    @Test
    void theBrakeNeedsANameAndAReason() {
        assertThat(brakeRefusal(" ", "works").getDescription()).contains("say who");
        assertThat(brakeRefusal("Ada", "").getDescription()).contains("say why");
        var done =
                blocking()
                        .setBrake(
                                SetBrakeRequest.newBuilder()
                                        .setOn(true)
                                        .setBy(" Ada ")
                                        .setReason("works")
                                        .build());
        assertThat(done.getRecordId()).isEqualTo("j1/9");
        assertThat(done.getBrake().getBy()).isEqualTo("Ada");
        var released = blocking().setBrake(SetBrakeRequest.newBuilder().setBy("Ada").build());
        assertThat(released.hasBrake()).isFalse();
    }

    @Test
    void aBrakeThatCannotBeJournaledSaysWhy() {
        commands =
                (on, by, reason) ->
                        CompletableFuture.failedFuture(
                                new IllegalStateException("the journal cannot be written"));
        Status status = brakeRefusal("Ada", "works");
        assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(status.getDescription()).isEqualTo("the journal cannot be written");
    }

    private Status brakeRefusal(String by, String reason) {
        SetBrakeRequest request =
                SetBrakeRequest.newBuilder().setOn(true).setBy(by).setReason(reason).build();
        return catchThrowableOfType(
                        StatusRuntimeException.class, () -> blocking().setBrake(request))
                .getStatus();
    }

    private String refusal(Position position) {
        StatusRuntimeException refused =
                catchThrowableOfType(
                        StatusRuntimeException.class, () -> read(after(position).build()));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        return String.valueOf(refused.getStatus().getDescription());
    }

    private List<Long> read(ReadJournalRequest request) {
        List<Long> sequences = new ArrayList<>();
        blocking()
                .readJournal(request)
                .forEachRemaining(
                        b -> b.getEntriesList().forEach(e -> sequences.add(e.getSequence())));
        return sequences;
    }

    private static ReadJournalRequest.Builder after(Position position) {
        return ReadJournalRequest.newBuilder().setAfter(ContractMapper.toContract(position));
    }

    private void append(int count, String words) {
        for (int i = 0; i < count; i++) {
            journal.append(words);
        }
    }

    private static List<String> hashes(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::hash).toList();
    }

    private AgentServiceGrpc.AgentServiceBlockingStub blocking() {
        return AgentServiceGrpc.newBlockingStub(channel());
    }

    private ManagedChannel channel() {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                        .usePlaintext()
                        .initialFlowControlWindow(65_535)
                        .flowControlWindow(65_535)
                        .build();
        channels.add(channel);
        return channel;
    }

    private static RegionView region(long version, String finding, int slices) {
        List<HistoryPoint> history = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            history.add(new HistoryPoint(NOON.plusSeconds(10L * i), 10_000, i, i, i, 0, 1, null));
        }
        return new RegionView(
                new Target.Region("eu-central"),
                "Frankfurt",
                50.11,
                8.68,
                "EU",
                "boot-1",
                version,
                NOON.plusMillis(version),
                Severity.WELL,
                finding,
                1,
                1.0,
                List.of(),
                List.of(),
                history,
                new AgentStatus(
                        "0.1.0",
                        NOON,
                        "j1",
                        0,
                        AgentStatus.JournalCondition.GOOD,
                        "",
                        0,
                        Rules.OBSERVING,
                        null,
                        new TreeMap<>(),
                        List.of()),
                RegionSenses.NONE);
    }
}
