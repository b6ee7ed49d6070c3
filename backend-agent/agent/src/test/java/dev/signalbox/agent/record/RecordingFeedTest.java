package dev.signalbox.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings over a real connection. */
@Timeout(60)
class RecordingFeedTest {

    private static final long NOON = 1_763_640_000;

    @TempDir private Path directory;
    private RecordingFeed feed;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        feed = new RecordingFeed(directory.resolve(Recorder.FILE));
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(
                                new AgentServiceGrpc.AgentServiceImplBase() {
                                    @Override
                                    public void readRecording(
                                            ReadRecordingRequest request,
                                            StreamObserver<ReadRecordingResponse> call) {
                                        feed.add(
                                                request,
                                                (ServerCallStreamObserver<ReadRecordingResponse>)
                                                        call);
                                    }
                                })
                        .build()
                        .start();
        channel =
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), server.getPort()))
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void end() {
        channel.shutdownNow();
        server.shutdownNow();
        feed.close();
    }

    private Iterator<ReadRecordingResponse> read(long from, long to) {
        return AgentServiceGrpc.newBlockingStub(channel)
                .readRecording(
                        ReadRecordingRequest.newBuilder()
                                .setFrom(Timestamp.newBuilder().setSeconds(NOON + from))
                                .setTo(Timestamp.newBuilder().setSeconds(NOON + to))
                                .build());
    }

    private static Stream<ReadRecordingResponse> stream(Iterator<ReadRecordingResponse> each) {
        Iterable<ReadRecordingResponse> all = () -> each;
        return StreamSupport.stream(all.spliterator(), false);
    }

    @Test
    void moreThanASocketHoldsArrivesWholeAndInOrder() throws Exception {
        try (SecondStore store = new SecondStore(directory.resolve(Recorder.FILE))) {
            for (int s = 0; s < 400; s++) {
                byte[] raw =
                        ReadRecordingResponse.newBuilder()
                                .setAt(Timestamp.newBuilder().setSeconds(NOON + s))
                                .addMessages(
                                        s % 60 == 0
                                                ? Told.noisySnapshot(s, 30_000)
                                                : Told.delta(s, 30_000))
                                .build()
                                .toByteArray();
                store.append(NOON + s, s % 60 == 0, raw);
            }
        }
        assertThat(stream(read(100, 350)).map(r -> Told.version(r.getMessages(0))))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(60, 350).boxed().toList());
        // A range that begins before all records begins with the first.
        assertThat(stream(read(-500, 3)).map(r -> Told.version(r.getMessages(0))))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(stream(read(1_000, 2_000))).isEmpty();
    }

    @Test
    void nothingRecordedIsAnEmptyAnswerAndAWrongRangeIsSaid() {
        assertThat(read(0, 10).hasNext()).isFalse();
        assertThatThrownBy(() -> read(10, 0).hasNext())
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("to not before from");
    }
}
