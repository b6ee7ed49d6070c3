package dev.signalbox.world.bench;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends batches of spans at a steady rate: a slow answer does not slow the sending down until
 * {@link #OUTSTANDING_MAX} batches wait for theirs.
 */
public final class SpanLoad implements AutoCloseable {

    private static final int OUTSTANDING_MAX = 8;
    private static final long ANSWER_SECONDS_MAX = 10;

    /**
     * What became of it.
     *
     * @param sent spans that were sent
     * @param accepted spans the agent took
     * @param rejected spans the agent rejected or did not answer for
     * @param spansPerSecond reached, which is less than asked for when answers are slow
     * @param exportMillisP50 from sending a batch until its answer
     * @param exportMillisP99 99th percentile
     * @param firstTrouble the first error or reason of a rejection, empty without
     */
    public record Result(
            long sent,
            long accepted,
            long rejected,
            double spansPerSecond,
            double exportMillisP50,
            double exportMillisP99,
            String firstTrouble) {}

    /** The answer to one export. */
    private record Answered(long rejected, long nanos, String trouble) {}

    private final ManagedChannel channel;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final SpanBatch batches;
    private final int batchSpans;

    /**
     * @param otlp where an agent takes OTLP over plain gRPC
     * @param batchSpans spans of one export
     */
    public SpanLoad(InetSocketAddress otlp, int batchSpans) {
        this(otlp, batchSpans, SpanBatch.Worker.STRANGER);
    }

    /**
     * @param worker whose spans are sent
     */
    SpanLoad(InetSocketAddress otlp, int batchSpans, SpanBatch.Worker worker) {
        this.channel =
                NettyChannelBuilder.forAddress(otlp.getHostString(), otlp.getPort())
                        .usePlaintext()
                        .build();
        this.batches = new SpanBatch(System.nanoTime(), worker);
        this.batchSpans = batchSpans;
    }

    /** Sends for {@code duration} and waits for the answers. */
    public Result run(int spansPerSecond, Duration duration) throws InterruptedException {
        int exports =
                Math.max(
                        1,
                        Math.toIntExact(spansPerSecond * duration.toMillis() / 1_000 / batchSpans));
        long gapNanos = TimeUnit.SECONDS.toNanos(batchSpans) / spansPerSecond;
        ArrayDeque<Future<Answered>> outstanding = new ArrayDeque<>();
        long[] nanos = new long[exports];
        long rejected = 0;
        String trouble = "";
        long start = System.nanoTime();
        for (int i = 0, answered = 0; answered < exports; ) {
            boolean more = i < exports;
            if (more && outstanding.size() < OUTSTANDING_MAX) {
                pause(start + i * gapNanos);
                outstanding.add(senders.submit(export()));
                i++;
            }
            while (!outstanding.isEmpty()
                    && (!more
                            || outstanding.size() >= OUTSTANDING_MAX
                            || outstanding.getFirst().isDone())) {
                Answered answer = get(outstanding.removeFirst());
                nanos[answered++] = answer.nanos();
                rejected += answer.rejected();
                trouble = trouble.isEmpty() ? answer.trouble() : trouble;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        long sent = (long) exports * batchSpans;
        return new Result(
                sent,
                sent - rejected,
                rejected,
                sent / seconds,
                nanos[exports / 2] / 1e6,
                nanos[Math.min(exports - 1, exports * 99 / 100)] / 1e6,
                trouble);
    }

    @Override
    public void close() {
        senders.shutdownNow();
        channel.shutdownNow();
    }

    private Callable<Answered> export() {
        var request = batches.next(batchSpans);
        return () -> {
            long begun = System.nanoTime();
            try {
                ExportTraceServiceResponse response =
                        TraceServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                                .export(request);
                return new Answered(
                        response.getPartialSuccess().getRejectedSpans(),
                        System.nanoTime() - begun,
                        response.getPartialSuccess().getErrorMessage());
            } catch (StatusRuntimeException e) {
                return new Answered(batchSpans, System.nanoTime() - begun, e.getMessage() + "");
            }
        };
    }

    private static Answered get(Future<Answered> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an export ended without an answer", e);
        }
    }

    private static void pause(long untilNanos) {
        for (long left = untilNanos - System.nanoTime();
                left > 0;
                left = untilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
