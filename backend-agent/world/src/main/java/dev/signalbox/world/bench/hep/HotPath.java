package dev.signalbox.world.bench.hep;

import com.sun.management.ThreadMXBean;
import dev.signalbox.agent.measure.Measures;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.time.Now;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The agent's own decoding, parsing and tracking of calls, driven by one thread as its core drives
 * them, in virtual time. What it costs is told in processor time of that thread, so that a busy
 * machine spoils little; writing numbers into the packets is part of it.
 */
final class HotPath {

    /** Of virtual time: windows and deadlines run on it. */
    private static final int MESSAGES_PER_SECOND = 100_000;

    private static final long STEP_NANOS = 1_000_000_000L / MESSAGES_PER_SECOND;

    /** The core takes up to so many at once. */
    private static final int BATCH = 1_024;

    /** Calls that are over are remembered for a while. */
    private static final int REMEMBERED_MIN = 8_192;

    private static final int WARM_UP = 2_000_000;
    private static final int ALLOCATION_SAMPLE = 400_000;
    private static final IpEndpoint MIRROR = IpEndpoint.of("127.0.0.1", 5060);
    private static final long START_MICROS = 1_767_607_200_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CallStream stream;
    private final HepParser parser;
    private final Measures measures;
    private final Datagram datagram = new Datagram();
    private final int live;
    private long nanos;
    private long messages;
    private long notSip;
    private long events;

    /**
     * What it costs.
     *
     * @param liveCalls that talked meanwhile
     * @param messages that were taken in the measured time
     * @param messagesPerSecond of processor time of the one thread, packets made included
     * @param nanosPerMessage the same
     * @param bytesPerKnownMessage allocated for a message of a call that is known, mean
     * @param bytesPerNewCall allocated for its first INVITE, mean
     * @param heapMiB of all that is kept, after a collection
     * @param notTaken packets that were no sound SIP to the parser: must be 0
     */
    record Result(
            int liveCalls,
            long messages,
            double messagesPerSecond,
            double nanosPerMessage,
            double bytesPerKnownMessage,
            double bytesPerNewCall,
            double heapMiB,
            long notTaken) {}

    /** Nothing is known yet. */
    HotPath(int live, long seed) {
        this(new CallStream(live, seed, false), live);
    }

    /** The same with calls of others' choosing. */
    HotPath(CallStream stream, int live) {
        this.live = live;
        this.stream = stream;
        parser = new HepParser(BenchTrunks.HEP_KEY, List.of("127.0.0.1"), false);
        measures =
                new Measures(
                        BenchTrunks.policy(),
                        BenchTrunks.REGION,
                        now(),
                        live + live / 4 + REMEMBERED_MIN);
    }

    /** Sets up the calls, warms up and measures for at least {@code length} of processor time. */
    Result run(Duration length) {
        long heapBefore = heapBytes();
        while (stream.talking() < live) {
            take(BATCH);
        }
        take(WARM_UP);
        long before = messages;
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long cpu = 0;
        while (cpu < length.toNanos()) {
            take(BATCH * BATCH / 4);
            cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        }
        long taken = messages - before;
        double[] allocated = allocated();
        long heap = heapBytes() - heapBefore;
        return new Result(
                live,
                taken,
                taken * 1e9 / cpu,
                (double) cpu / taken,
                allocated[0],
                allocated[1],
                heap / 1048576.0,
                notSip);
    }

    /** Takes so many messages. */
    void take(int count) {
        for (int i = 0; i < count; i++) {
            one();
        }
    }

    private void one() {
        ByteBuffer packet = stream.next(START_MICROS + nanos / 1_000);
        datagram.set(packet.array(), packet.arrayOffset(), packet.limit(), MIRROR, nanos, false);
        if (parser.parse(datagram) instanceof ParseResult.Parsed parsed) {
            measures.accept(parsed.sip(), nanos);
        } else {
            notSip++;
        }
        nanos += STEP_NANOS;
        if (++messages % BATCH == 0) {
            measures.advance(now());
            measures.drainCallEvents(_ -> events++);
        }
    }

    Measures measures() {
        return measures;
    }

    Now now() {
        return new Now(nanos, Instant.EPOCH.plusNanos(START_MICROS * 1_000 + nanos));
    }

    /** Packets that were no sound SIP to the parser. */
    long notTaken() {
        return notSip;
    }

    private double[] allocated() {
        long[] bytes = new long[2];
        long[] count = new long[2];
        for (int i = 0; i < ALLOCATION_SAMPLE; i++) {
            boolean alone = (messages + 1) % BATCH != 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            one();
            long more = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (alone) {
                int which = stream.isOfKnownCall() ? 0 : 1;
                bytes[which] += more;
                count[which]++;
            }
        }
        return new double[] {
            (double) bytes[0] / Math.max(1, count[0]), (double) bytes[1] / Math.max(1, count[1])
        };
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
