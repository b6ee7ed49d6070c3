package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.parse.span.SpanReader;
import dev.signalbox.model.ai.WorkerFact;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {

    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private OtlpReceiver receiver;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        open(new SpanReader()::read, OtlpReceiver.QUEUE_FACTS);
    }

    private void open(OtlpReceiver.Reader reader, int queueFacts) throws IOException {
        close();
        receiver = OtlpReceiver.open(LOOPBACK, reader, queueFacts);
        channel = NettyChannelBuilder.forAddress(receiver.localAddress()).usePlaintext().build();
    }

    @AfterEach
    void close() {
        if (channel != null) {
            channel.shutdownNow();
            receiver.close();
        }
    }

    @Test
    void spansOfAnExporterBecomeFacts() {
        assertThat(export(conversations(0, 3))).isEqualTo(taken());
        assertThat(facts()).hasSize(3).allMatch(f -> f instanceof WorkerFact.Conversation);
        assertThat(receiver.counters()).containsEntry("spans_taken", 3L);
    }

    @Test
    void compressedExportsAreTaken() {
        ExportTraceServiceResponse response =
                TraceServiceGrpc.newBlockingStub(channel)
                        .withCompression("gzip")
                        .export(conversations(0, 100));
        assertThat(response).isEqualTo(taken());
        assertThat(facts()).hasSize(100);
    }

    @Test
    void duplicatesAreTakenOnceAndAreNoFailureForTheSender() {
        export(conversations(0, 5));
        assertThat(export(conversations(3, 5))).isEqualTo(taken());
        assertThat(facts()).hasSize(8);
        assertThat(receiver.counters()).containsEntry("spans_repeated", 2L);
    }

    @Test
    void aGzipBombIsRefusedAndNothingElseIsDisturbed() {
        // 256 MiB of zeros, a quarter of a megabyte on the wire.
        assertThatThrownBy(
                        () ->
                                send(
                                        new Zeros(256L << 20),
                                        CallOptions.DEFAULT.withCompression("gzip")))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> {
                            assertThat(e.getStatus().getCode())
                                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                            assertThat(e.getStatus().getDescription()).contains("4 MiB");
                        });
        assertThat(export(conversations(0, 1))).isEqualTo(taken());
        await(() -> counter("exports_too_large") == 1);
    }

    @Test
    void aBatchOf64MebibytesIsRefusedAndNothingElseIsDisturbed() {
        assertThatThrownBy(() -> send(new Zeros(64L << 20), CallOptions.DEFAULT))
                .isInstanceOf(StatusRuntimeException.class)
                .extracting(e -> ((StatusRuntimeException) e).getStatus().getCode())
                .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
        assertThat(export(conversations(0, 1))).isEqualTo(taken());
        await(() -> counter("exports_too_large") + counter("exports_cancelled") == 1);
        assertThat(receiver.counters()).containsEntry("exports_taken", 1L);
    }

    @Test
    void fourMebibytesOfEmptySpansMakeNoObjects() {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        int spans = 2_000_000;
        for (int i = 0; i < spans; i++) {
            scope.addSpans(Span.getDefaultInstance());
        }
        ExportTraceServiceResponse response =
                export(
                        ExportTraceServiceRequest.newBuilder()
                                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                                .build());
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(spans - 20_000L);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("too_many_spans");
    }

    @Test
    void bytesThatAreNoExportAreRefusedWithThePlace() {
        assertThatThrownBy(
                        () ->
                                send(
                                        new ByteArrayInputStream(new byte[] {0x0a, 0x55}),
                                        CallOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> {
                            assertThat(e.getStatus().getCode())
                                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
                            assertThat(e.getStatus().getDescription()).contains("at byte 0");
                        });
        await(() -> counter("exports_malformed") == 1);
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsCountedAndToldAndMayComeAgain() throws IOException {
        open(new SpanReader()::read, 4);
        ExportTraceServiceResponse response = export(conversations(0, 10));
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(6);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("queue_full: 6");
        assertThat(receiver.counters()).containsEntry("spans_dropped_queue_full", 6L);
        assertThat(facts()).hasSize(4);
        export(conversations(4, 4));
        assertThat(facts()).hasSize(4);
    }

    @Test
    void rejectedSpansAreToldWithTheirReason() {
        ExportTraceServiceRequest.Builder request = conversations(0, 2).toBuilder();
        request.getResourceSpansBuilder(0)
                .getScopeSpansBuilder(0)
                .getSpansBuilder(0)
                .clearTraceId();
        ExportTraceServiceResponse response = export(request.build());
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(receiver.counters()).containsEntry("spans_rejected_no_trace_id", 1L);
        assertThat(facts()).hasSize(1);
    }

    @Test
    void aReaderThatFailsEndsNoOtherExport() throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        SpanReader reader = new SpanReader();
        open(
                bytes -> {
                    if (first.getCount() > 0) {
                        first.countDown();
                        throw new IllegalStateException("made to fail");
                    }
                    return reader.read(bytes);
                },
                16);
        assertThatThrownBy(() -> export(conversations(0, 1)))
                .hasMessageContaining("INTERNAL: the export could not be read");
        assertThat(export(conversations(0, 1))).isEqualTo(taken());
    }

    @Test
    void exportsThatNeverEndDoNotKeepOthersOut() {
        // Eight calls of one connection hang without sending anything.
        List<io.grpc.ClientCall<InputStream, ExportTraceServiceResponse>> hanging =
                new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var call = channel.newCall(rawExport(), CallOptions.DEFAULT);
            call.start(new io.grpc.ClientCall.Listener<>() {}, new io.grpc.Metadata());
            call.request(1);
            hanging.add(call);
        }
        ManagedChannel other =
                NettyChannelBuilder.forAddress(receiver.localAddress()).usePlaintext().build();
        try {
            assertThat(
                            TraceServiceGrpc.newBlockingStub(other)
                                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                                    .export(conversations(0, 1)))
                    .isEqualTo(taken());
        } finally {
            other.shutdownNow();
            hanging.forEach(call -> call.cancel("over", null));
        }
    }

    @Test
    void onlyLoopbackIsServedPlain() {
        assertThatThrownBy(
                        () ->
                                OtlpReceiver.open(
                                        new InetSocketAddress("192.0.2.1", 0),
                                        new SpanReader()::read))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback only");
    }

    private ExportTraceServiceResponse export(ExportTraceServiceRequest request) {
        return TraceServiceGrpc.newBlockingStub(channel).export(request);
    }

    private void send(InputStream body, CallOptions options) {
        ClientCalls.blockingUnaryCall(channel, rawExport(), options, body);
    }

    private static MethodDescriptor<InputStream, ExportTraceServiceResponse> rawExport() {
        return TraceServiceGrpc.getExportMethod().toBuilder(
                        new MethodDescriptor.Marshaller<InputStream>() {
                            @Override
                            public InputStream stream(InputStream value) {
                                return value;
                            }

                            @Override
                            public InputStream parse(InputStream stream) {
                                return stream;
                            }
                        },
                        TraceServiceGrpc.getExportMethod().getResponseMarshaller())
                .build();
    }

    private List<WorkerFact> facts() {
        List<WorkerFact> facts = new ArrayList<>();
        receiver.drainTo(facts, Integer.MAX_VALUE);
        return facts;
    }

    private long counter(String reason) {
        return receiver.counters().getOrDefault(reason, 0L);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static ExportTraceServiceResponse taken() {
        return ExportTraceServiceResponse.getDefaultInstance();
    }

    /** Conversations with the span ids {@code first + 1} to {@code first + count}. */
    static ExportTraceServiceRequest conversations(int first, int count) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = first + 1; i <= first + count; i++) {
            scope.addSpans(
                    Span.newBuilder()
                            .setName("conversation")
                            .setTraceId(id(16, i))
                            .setSpanId(id(8, i))
                            .setStartTimeUnixNano(1_770_000_000_000_000_000L)
                            .setEndTimeUnixNano(1_770_000_001_000_000_000L));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build();
    }

    private static com.google.protobuf.ByteString id(int bytes, int number) {
        return com.google.protobuf.ByteString.copyFrom(
                ByteBuffer.allocate(bytes).putInt(bytes - 4, number).array());
    }

    /** So many zeros, none of them held. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
