package dev.signalbox.world.bench;

import dev.signalbox.world.demo.QuietRegion;
import dev.signalbox.world.process.JvmProbe;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.UdpDrops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** A whole agent beside the demo's usual calls, under a load of spans. */
final class AgentBench implements AutoCloseable {

    /** Calls build up, code is compiled. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final Duration REPORTED_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    /** Counters of whatever mirrored packets the agent lost. */
    private static final List<String> SIP_LOST =
            List.of(
                    "dropped_queue_full",
                    "dropped_mailbox_full",
                    "receive_errors",
                    "failed_packets",
                    "failed_rounds");

    private final QuietRegion region;

    /**
     * What became of it.
     *
     * @param load as the sender saw it
     * @param spansTaken by the agent, those of the calls' own workers among them
     * @param spansLost dropped or rejected by the agent, all reasons
     * @param mirroredPackets that the agent took meanwhile
     * @param mirroredLost on the way to the agent or in it
     * @param liveCalls at the end
     * @param heapAfterGcMiB the agent's heap after a full collection at the end, mebibytes
     * @param residentMaxMiB the most memory the agent's process ever held, mebibytes
     * @param cpuPercent of one processor that the agent used meanwhile
     */
    record Result(
            SpanLoad.Result load,
            long spansTaken,
            long spansLost,
            long mirroredPackets,
            long mirroredLost,
            int liveCalls,
            long heapAfterGcMiB,
            long residentMaxMiB,
            double cpuPercent) {

        /** Whether all that was sent was taken. */
        boolean nothingLost() {
            return load.accepted() > 0
                    && load.rejected() == 0
                    && spansLost == 0
                    && mirroredLost == 0;
        }
    }

    AgentBench(Programs programs, Path directory) throws IOException, Programs.MissingException {
        region = new QuietRegion(programs, directory, 1);
    }

    /**
     * Sends spans for {@code length}.
     *
     * @param warmUp ordinary calls alone before
     * @throws IOException when the agent ends or does not answer
     */
    Result run(int spansPerSecond, int batchSpans, Duration length, Duration warmUp)
            throws IOException, InterruptedException {
        region.start();
        TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
        JvmProbe probe = new JvmProbe(region.pid());
        SortedMap<String, Long> before = region.intake();
        long kernelBefore = UdpDrops.of(region.hep());
        Duration cpuBefore = probe.cpu();
        long beganNanos = System.nanoTime();
        SpanLoad.Result load;
        try (SpanLoad spans = new SpanLoad(region.otlp(), batchSpans, SpanBatch.Worker.DEMO)) {
            load = spans.run(spansPerSecond, length);
        }
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        Duration cpu = probe.cpu().minus(cpuBefore);
        SortedMap<String, Long> after = reported(before, load.accepted());
        long lost = 0;
        for (String counter : SIP_LOST) {
            lost += grown(before, after, counter);
        }
        lost += region.mirrorDrops() + UdpDrops.of(region.hep()) - kernelBefore;
        if (!region.agentAlive()) {
            throw new IOException("the agent ended");
        }
        int liveCalls = region.liveCalls();
        long resident = probe.residentMaxMiB();
        return new Result(
                load,
                grown(before, after, "spans_taken"),
                after.keySet().stream()
                        .filter(
                                name ->
                                        name.startsWith("spans_rejected")
                                                || name.startsWith("spans_dropped"))
                        .mapToLong(name -> grown(before, after, name))
                        .sum(),
                grown(before, after, "received"),
                lost,
                liveCalls,
                probe.heapAfterGcMiB(),
                resident,
                100 * cpu.toNanos() / 1e9 / seconds);
    }

    Result run(int spansPerSecond, int batchSpans, Duration length)
            throws IOException, InterruptedException {
        return run(spansPerSecond, batchSpans, length, WARM_UP);
    }

    /** The agent's counters once it has reported the load. */
    private SortedMap<String, Long> reported(SortedMap<String, Long> before, long accepted)
            throws InterruptedException {
        long patience = System.nanoTime() + REPORTED_WITHIN.toNanos();
        SortedMap<String, Long> now = region.intake();
        while (grown(before, now, "spans_taken") < accepted && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            now = region.intake();
        }
        return now;
    }

    private static long grown(
            SortedMap<String, Long> before, SortedMap<String, Long> after, String counter) {
        return after.getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
    }

    @Override
    public void close() throws IOException {
        region.close();
    }
}
