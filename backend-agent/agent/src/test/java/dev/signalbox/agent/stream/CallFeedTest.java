package dev.signalbox.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Verdicts on calls, read and followed over a real connection. */
@Timeout(60)
class CallFeedTest {

    private final CallBook calls = new CallBook();
    private StreamServer server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        server =
                new StreamServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "boot-7",
                        JournalShelf.only(new MemoryJournal("j1"), "eu-central"),
                        calls,
                        (_, _, _) -> new CompletableFuture<>(),
                        ChangeDesk.closed("a test"),
                        NowSource.system());
        channel =
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), server.port()))
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void end() {
        channel.shutdownNow();
        server.close();
    }

    private static List<CallVerdict> verdicts(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(
                        n ->
                                new CallVerdict(
                                        n,
                                        "call-" + n,
                                        "bookings",
                                        null,
                                        Instant.EPOCH,
                                        Tag.AI_SLOW,
                                        true,
                                        Tag.MISUNDERSTOOD,
                                        "reason",
                                        List.of("evidence")))
                .toList();
    }

    private Iterator<ReadCallsResponse> read(long after, boolean follow) {
        return AgentServiceGrpc.newBlockingStub(channel)
                .readCalls(ReadCallsRequest.newBuilder().setAfter(after).setFollow(follow).build());
    }

    @Test
    void allThatIsRememberedComesOnceAndInOrder() {
        calls.append(verdicts(1, 200));
        List<Long> sequences = new ArrayList<>();
        Iterator<ReadCallsResponse> responses = read(50, false);
        while (responses.hasNext()) {
            ReadCallsResponse response = responses.next();
            assertThat(response.getBootId()).isEqualTo("boot-7");
            response.getCallsList().forEach(call -> sequences.add(call.getSequence()));
        }
        assertThat(sequences)
                .containsExactlyElementsOf(LongStream.rangeClosed(51, 200).boxed().toList());
    }

    @Test
    void aFollowerGetsWhatIsStillToCome() {
        calls.append(verdicts(1, 1));
        Iterator<ReadCallsResponse> follower = read(0, true);
        assertThat(follower.next().getCalls(0).getCallId()).isEqualTo("call-1");
        calls.append(verdicts(2, 3));
        assertThat(follower.next().getCallsList())
                .extracting(dev.signalbox.v1.CallVerdict::getCallId)
                .containsExactly("call-2", "call-3");
    }

    @Test
    void theOldestIsForgottenFirst() {
        calls.append(verdicts(1, CallBook.VERDICTS_MAX + 10L));
        assertThat(read(0, false).next().getCalls(0).getSequence()).isEqualTo(11);
    }
}
