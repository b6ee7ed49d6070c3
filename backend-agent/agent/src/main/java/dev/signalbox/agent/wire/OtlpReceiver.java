package dev.signalbox.agent.wire;

import dev.signalbox.model.ai.SpanExport;
import dev.signalbox.model.ai.WorkerFact;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Takes OpenTelemetry spans of voice workers over gRPC ({@code TraceService/Export}) into a bounded
 * queue of facts. Spans become facts on the thread that took them, so what was said is gone before
 * anything waits. Three threads: one for sockets, two that read.
 *
 * <p>Memory is bounded: an export has 4 MiB, decompressed too; only {@link OtlpService#EXPORTS_MAX}
 * are taken in at once; the queue holds {@link #QUEUE_FACTS} facts. What is refused or dropped is
 * counted by reason. Any thread may call it.
 */
public final class OtlpReceiver implements AutoCloseable {

    /** Facts that may wait: some six seconds at 5,000 spans a second. */
    public static final int QUEUE_FACTS = 32_768;

    /** The most an export may have, compressed and decompressed. */
    public static final int EXPORT_BYTES_MAX = 4 << 20;

    private static final int CALL_THREADS = 2;
    private static final int CALLS_PER_CONNECTION_MAX = 8;
    private static final int HEADER_BYTES_MAX = 8 << 10;
    private static final long CLOSE_MILLIS = 2_000;

    /**
     * Turns the bytes of an {@code ExportTraceServiceRequest} into facts; called by many threads.
     */
    @FunctionalInterface
    public interface Reader {
        SpanExport read(byte[] request);
    }

    private final ArrayBlockingQueue<WorkerFact> queue;
    private final SpanMemory memory = new SpanMemory();
    private final Counters counters = new Counters();
    private final EventLoopGroup sockets;
    private final ExecutorService calls;
    private final Server server;
    private final InetSocketAddress localAddress;

    private OtlpReceiver(InetSocketAddress listen, Reader reader, int queueFacts)
            throws IOException {
        queue = new ArrayBlockingQueue<>(queueFacts);
        sockets =
                new MultiThreadIoEventLoopGroup(
                        1, threads("otlp-socket"), NioIoHandler.newFactory());
        calls = Executors.newFixedThreadPool(CALL_THREADS, threads("otlp-call"));
        server =
                NettyServerBuilder.forAddress(listen)
                        .channelType(NioServerSocketChannel.class)
                        .bossEventLoopGroup(sockets)
                        .workerEventLoopGroup(sockets)
                        .executor(calls)
                        .maxInboundMessageSize(EXPORT_BYTES_MAX)
                        .maxInboundMetadataSize(HEADER_BYTES_MAX)
                        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX)
                        .flowControlWindow(256 << 10)
                        // Workers that are frozen or unplugged are noticed and let go.
                        .keepAliveTime(30, TimeUnit.SECONDS)
                        .keepAliveTimeout(10, TimeUnit.SECONDS)
                        .permitKeepAliveTime(10, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .maxConnectionIdle(10, TimeUnit.MINUTES)
                        .maxConnectionAge(1, TimeUnit.HOURS)
                        .maxConnectionAgeGrace(10, TimeUnit.SECONDS)
                        .addStreamTracerFactory(OtlpService.refusals(counters))
                        .addService(new OtlpService(reader, this::take, counters).definition())
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            release();
            throw new IOException("cannot listen at " + listen + ": " + rootWords(e), e);
        }
        localAddress = new InetSocketAddress(listen.getAddress(), server.getPort());
    }

    /**
     * Binds and serves.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @throws IllegalArgumentException when the address is not loopback: plain gRPC is for loopback
     * @throws IOException when the address cannot be bound
     */
    public static OtlpReceiver open(InetSocketAddress listen, Reader reader) throws IOException {
        return open(listen, reader, QUEUE_FACTS);
    }

    static OtlpReceiver open(InetSocketAddress listen, Reader reader, int queueFacts)
            throws IOException {
        if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "workers.otlp \""
                            + listen
                            + "\": plain gRPC is served on loopback only. Example: 127.0.0.1:4317");
        }
        return new OtlpReceiver(listen, reader, queueFacts);
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /**
     * Moves facts that wait, oldest first and at most {@code max}, without waiting.
     *
     * @return how many were moved
     */
    public int drainTo(Collection<? super WorkerFact> into, int max) {
        return queue.drainTo(into, max);
    }

    /**
     * Counts since the start, by reason; every name begins with {@code spans_} or {@code exports_}.
     */
    public SortedMap<String, Long> counters() {
        return counters.all();
    }

    /** Stops taking exports and frees the port; what waits can still be taken. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    /**
     * Queues the facts of one export.
     *
     * @return how many did not fit
     */
    private int take(Collection<WorkerFact> facts) {
        int dropped = 0;
        int repeated = 0;
        synchronized (memory) {
            for (WorkerFact fact : facts) {
                if (memory.knows(fact.origin())) {
                    repeated++;
                } else if (queue.offer(fact)) {
                    memory.remember(fact.origin());
                } else {
                    // Not remembered: when it is sent again there may be room.
                    dropped++;
                }
            }
        }
        counters.add("spans_taken", facts.size() - (long) repeated - dropped);
        counters.add("spans_repeated", repeated);
        counters.add("spans_dropped_queue_full", dropped);
        return dropped;
    }

    private void release() {
        calls.shutdownNow();
        sockets.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }

    private static String rootWords(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }
}
