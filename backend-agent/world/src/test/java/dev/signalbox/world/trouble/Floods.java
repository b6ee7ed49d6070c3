package dev.signalbox.world.trouble;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Senders of what an agent must refuse, each as fast as it is answered, until closed. */
final class Floods implements AutoCloseable {

    private static final int ZEROS_64_MIB = 64 << 20;
    private static final int SPANS_WITHOUT_IDS = 20_000;
    private static final long DEADLINE_SECONDS = 20;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger forgeries = new AtomicInteger();
    private volatile boolean closed;

    /** One thing that is sent. */
    @FunctionalInterface
    interface Shot {
        void send() throws IOException;
    }

    /** So many zeros, without memory for them. */
    private static final class Zeros extends InputStream {
        private int left = ZEROS_64_MIB;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int at, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = Math.min(left, length);
            java.util.Arrays.fill(into, at, at + given, (byte) 0);
            left -= given;
            return given;
        }
    }

    private static final MethodDescriptor.Marshaller<InputStream> STREAM =
            new MethodDescriptor.Marshaller<>() {
                @Override
                public InputStream stream(InputStream value) {
                    return value;
                }

                @Override
                public InputStream parse(InputStream stream) {
                    return stream;
                }
            };

    private static final MethodDescriptor<InputStream, InputStream> EXPORT =
            TraceServiceGrpc.getExportMethod().toBuilder(STREAM, STREAM)
                    .setSchemaDescriptor(null)
                    .build();

    private static void export(ManagedChannel channel, InputStream body, CallOptions options) {
        try {
            ClientCalls.blockingUnaryCall(
                    channel,
                    EXPORT,
                    options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS),
                    body);
        } catch (StatusRuntimeException e) {
            // Refused, as it should be; the agent's counters tell how.
        }
    }

    /** Batches of 64 MiB. */
    Floods largeBatches(String otlp) {
        return begin(
                "large",
                () -> {
                    // One of its own for each: what was not sent is let go with its channel.
                    ManagedChannel channel =
                            Grpc.newChannelBuilder(otlp, InsecureChannelCredentials.create())
                                    .build();
                    try {
                        export(channel, new Zeros(), CallOptions.DEFAULT);
                    } finally {
                        channel.shutdownNow();
                        Await.until("the channel has ended", channel::isTerminated);
                    }
                });
    }

    /** 64 MiB of zeros in some ten kilobytes. */
    Floods gzipBombs(ManagedChannel channel) {
        return begin(
                "bombs",
                () -> export(channel, new Zeros(), CallOptions.DEFAULT.withCompression("gzip")));
    }

    /** As many spans as an export may have, none with an id. */
    Floods spansWithoutIds(ManagedChannel channel) {
        Span span = Span.newBuilder().setName("llm").build();
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < SPANS_WITHOUT_IDS; i++) {
            scope.addSpans(span);
        }
        byte[] request =
                ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                        .build()
                        .toByteArray();
        return begin(
                "no-ids",
                () -> export(channel, new ByteArrayInputStream(request), CallOptions.DEFAULT));
    }

    /** Outcomes signed with a key that is not the agent's. */
    Floods forgedOutcomes(VoiceWorkers workers) {
        return begin(
                "forged",
                () -> {
                    int status =
                            workers.outcome("forged-" + forgeries.incrementAndGet(), "guessed")
                                    .statusCode();
                    if (status != 401) {
                        throw new AssertionError("a forged outcome: " + status);
                    }
                });
    }

    /** Anything else. */
    Floods begin(String name, Shot shot) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .name("flood-" + name)
                        .start(
                                () -> {
                                    try {
                                        while (!closed) {
                                            shot.send();
                                        }
                                    } catch (ClosedByInterruptException e) {
                                        failure.compareAndSet(null, closed ? null : e);
                                    } catch (IOException | RuntimeException | Error e) {
                                        if (!closed) {
                                            failure.compareAndSet(null, e);
                                        }
                                    }
                                }));
        return this;
    }

    /** What went wrong on the senders' side, or null. */
    Throwable failure() {
        return failure.get();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
