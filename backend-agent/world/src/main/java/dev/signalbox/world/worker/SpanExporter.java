package dev.signalbox.world.worker;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to an agent in batches, every 200 ms, from a thread of its own. Whoever hands spans
 * over never waits: what does not fit is dropped and counted.
 */
final class SpanExporter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SpanExporter.class.getName());
    private static final int QUEUE_MAX = 16_384;
    private static final int BATCH_MAX = 2_048;
    private static final long EVERY_MILLIS = 200;
    private static final long DEADLINE_MILLIS = 2_000;

    final AtomicLong sent = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong lost = new AtomicLong();

    private final String name;
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private @Nullable Beat beat;
    private @Nullable ManagedChannel channel;

    /** A span of a service. */
    record Told(String service, Span span) {}

    SpanExporter(String name) {
        this.name = name;
    }

    /** Takes one span, or counts it as dropped. */
    void tell(String service, Span span) {
        if (!queue.offer(new Told(service, span))) {
            dropped.incrementAndGet();
        }
    }

    /** What waits to be sent, taken out. */
    List<Told> drain() {
        List<Told> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH_MAX);
        return batch;
    }

    /** Sends from now on, there only. */
    synchronized void connect(InetSocketAddress otlp) {
        close();
        ManagedChannel opened =
                Grpc.newChannelBuilderForAddress(
                                otlp.getHostString(),
                                otlp.getPort(),
                                InsecureChannelCredentials.create())
                        .build();
        TraceServiceGrpc.TraceServiceBlockingStub stub = TraceServiceGrpc.newBlockingStub(opened);
        beat = new Beat("worker-spans-" + name, EVERY_MILLIS, () -> export(stub));
        channel = opened;
    }

    private void export(TraceServiceGrpc.TraceServiceBlockingStub stub) {
        List<Told> batch = drain();
        if (batch.isEmpty()) {
            return;
        }
        try {
            ExportTraceServiceResponse response =
                    stub.withWaitForReady()
                            .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                            .export(request(batch));
            sent.addAndGet(batch.size());
            rejected.addAndGet(response.getPartialSuccess().getRejectedSpans());
        } catch (StatusRuntimeException e) {
            lost.addAndGet(batch.size());
            LOG.log(Level.DEBUG, "spans of {0}: {1}", name, e.getStatus());
        }
    }

    private static ExportTraceServiceRequest request(List<Told> batch) {
        Map<String, ScopeSpans.Builder> byService = new LinkedHashMap<>();
        for (Told told : batch) {
            byService
                    .computeIfAbsent(told.service(), _ -> ScopeSpans.newBuilder())
                    .addSpans(told.span());
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        byService.forEach(
                (service, spans) ->
                        request.addResourceSpans(
                                ResourceSpans.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(serviceName(service)))
                                        .addScopeSpans(spans)));
        return request.build();
    }

    private static KeyValue serviceName(String service) {
        return KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue(service))
                .build();
    }

    @Override
    public synchronized void close() {
        Beat running = beat;
        if (running != null) {
            running.close();
        }
        ManagedChannel open = channel;
        if (open != null) {
            open.shutdownNow();
        }
    }
}
