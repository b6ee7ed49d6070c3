package dev.signalbox.world.bench.hep;

import dev.signalbox.world.process.JvmProbe;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.UdpDrops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sender's process and the agent's program on loopback: what is offered, taken and lost. */
final class UdpBench implements AutoCloseable {

    /** Code is compiled, calls build up. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** Too little to lose anything while code is compiled. */
    private static final int WARM_UP_RATE_MAX = 40_000;

    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 300;

    /** Counters of what the agent received and did not measure. */
    private static final List<String> LOST_IN_QUEUES =
            List.of("dropped_queue_full", "receive_errors", "failed_packets");

    private final LoadedAgent agent;
    private final SenderProcess sender;
    private final JvmProbe probe;

    /**
     * What became of it.
     *
     * @param asked messages a second
     * @param offered messages a second that the sender got to send
     * @param taken messages a second that were measured as SIP
     * @param sent all
     * @param lostInKernel the socket's buffer was full
     * @param lostInQueues of the agent
     * @param lostElsewhere sent, and nobody knows where they are: must be 0
     * @param cpuSecondsPerMillion of the agent's process, for a million messages that it took
     * @param lagP99Micros from arrival to measurement, of the last minute; 0 when not known
     * @param liveCalls at the end, as the agent sees it
     */
    record Result(
            int asked,
            double offered,
            double taken,
            long sent,
            long lostInKernel,
            long lostInQueues,
            long lostElsewhere,
            double cpuSecondsPerMillion,
            long lagP99Micros,
            long liveCalls) {

        boolean nothingLost() {
            return lostInKernel == 0 && lostInQueues == 0 && lostElsewhere == 0;
        }
    }

    /**
     * Starts both.
     *
     * @param directory gets the agent's files
     * @param live calls that talk
     * @param bothCompilers for the agent
     */
    UdpBench(Programs programs, Path directory, int live, boolean bothCompilers)
            throws IOException, InterruptedException, Programs.MissingException {
        agent = new LoadedAgent(programs, directory, bothCompilers);
        probe = new JvmProbe(agent.pid());
        try {
            sender = new SenderProcess(agent.hep().getPort(), live);
        } catch (IOException e) {
            agent.close();
            throw e;
        }
    }

    /** Half a minute's worth of compiling in a few seconds; what it loses is not told. */
    void warmUp(int messagesPerSecond) throws IOException, InterruptedException {
        run(Math.min(messagesPerSecond, WARM_UP_RATE_MAX), WARM_UP);
    }

    /**
     * Sends at a rate.
     *
     * @throws IOException when one of the two ends or does not answer
     */
    Result run(int messagesPerSecond, Duration length) throws IOException, InterruptedException {
        LoadedAgent.Standing before = agent.standing();
        long kernelBefore = UdpDrops.of(agent.hep());
        Duration cpuBefore = probe.cpu();
        HepSender.Sent sent = sender.send(messagesPerSecond, length);
        long kernel;
        LoadedAgent.Standing after;
        long patience = System.nanoTime() + TAKEN_WITHIN.toNanos();
        do {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            after = agent.standing();
            kernel = UdpDrops.of(agent.hep()) - kernelBefore;
        } while (known(before, after) + kernel < sent.sent() && System.nanoTime() < patience);
        Duration cpu = probe.cpu().minus(cpuBefore);
        long taken = grown(before, after, "sip");
        return new Result(
                messagesPerSecond,
                sent.sent() / sent.seconds(),
                taken / sent.seconds(),
                sent.sent(),
                kernel,
                known(before, after) - taken,
                sent.sent() - known(before, after) - kernel,
                cpu.toNanos() / 1e3 / Math.max(1, taken),
                after.counter("lag_p99_micros"),
                after.liveCalls());
    }

    /** Taken, or known to be lost in the agent. */
    private static long known(LoadedAgent.Standing before, LoadedAgent.Standing after) {
        return grown(before, after, "sip")
                + LOST_IN_QUEUES.stream().mapToLong(name -> grown(before, after, name)).sum();
    }

    private static long grown(
            LoadedAgent.Standing before, LoadedAgent.Standing after, String counter) {
        return after.counter(counter) - before.counter(counter);
    }

    /** The agent's heap after a full collection, mebibytes. */
    long heapAfterGcMiB() throws IOException, InterruptedException {
        return probe.heapAfterGcMiB();
    }

    @Override
    public void close() throws IOException {
        try {
            sender.close();
        } finally {
            agent.close();
        }
    }
}
