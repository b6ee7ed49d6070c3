package dev.signalbox.world.bench;

import dev.signalbox.world.process.ChildProcess;
import dev.signalbox.world.process.JvmProbe;
import dev.signalbox.world.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One measurement of the console: agents' reports on one side, painted pictures on the other. */
public final class ConsoleBench implements AutoCloseable {

    private static final Duration FIRST_PICTURE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LAST_PICTURE_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 50;

    /** For people at a console nothing counts before it has come up and its code is compiled. */
    private final Duration warmUp;

    private final Publisher publisher;
    private final ChildProcess console;
    private final Path paints;

    /**
     * What was measured.
     *
     * @param delays from an agent's published report to the painted picture
     * @param regions that reported
     * @param seconds that were measured
     * @param heapAfterGcMiB the console's heap after a full collection at the end, mebibytes
     * @param residentMaxMiB the most memory the console's process ever held, mebibytes
     * @param cpuPercent of one processor that the console used meanwhile
     */
    public record Result(
            Paints.Delays delays,
            int regions,
            double seconds,
            long heapAfterGcMiB,
            long residentMaxMiB,
            double cpuPercent) {}

    /** How the console is started. */
    @FunctionalInterface
    public interface ConsoleCommand {
        /**
         * The whole command line.
         *
         * @throws Programs.MissingException when the console has not been built
         */
        List<String> with(List<String> arguments) throws Programs.MissingException;
    }

    /**
     * Starts both sides, with the built-in recording of agents.
     *
     * @param directory gets logs
     * @param seed of how numbers change
     * @param warmUp is not measured
     * @throws IOException when something cannot be started
     * @throws Programs.MissingException when the console has not been built
     */
    public ConsoleBench(ConsoleCommand command, Path directory, long seed, Duration warmUp)
            throws IOException, Programs.MissingException {
        this.warmUp = warmUp;
        this.paints = directory.resolve("paints.jsonl");
        this.publisher = new Publisher(RecordedAgent.builtIn(), seed);
        List<String> arguments = new ArrayList<>();
        publisher
                .addresses()
                .forEach(
                        address -> {
                            arguments.add("--connect");
                            arguments.add(address);
                        });
        arguments.addAll(List.of("--supervised", "--paints", paints.toString()));
        try {
            console =
                    ChildProcess.start(
                            "console",
                            command.with(arguments),
                            directory,
                            directory.resolve("console.log"),
                            _ -> {});
        } catch (IOException | Programs.MissingException e) {
            publisher.close();
            throw e;
        }
    }

    /**
     * Measures for {@code length} after the warm-up.
     *
     * @throws IOException when the console ends or shows nothing
     */
    public Result run(Duration length) throws IOException, InterruptedException {
        publisher.start();
        await(FIRST_PICTURE_WITHIN, 1);
        LockSupport.parkNanos(warmUp.toNanos());
        JvmProbe probe = new JvmProbe(console.pid());
        int before = publisher.published().size();
        long beganNanos = System.nanoTime();
        Duration cpuBefore = probe.cpu();
        LockSupport.parkNanos(length.toNanos());
        publisher.stop();
        Duration cpu = probe.cpu().minus(cpuBefore);
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        List<Publisher.Published> published = publisher.published();
        awaitLast(published);
        Paints.Delays delays =
                Paints.read(paints).delays(published.subList(before, published.size()));
        long resident = probe.residentMaxMiB();
        return new Result(
                delays,
                publisher.addresses().size(),
                seconds,
                probe.heapAfterGcMiB(),
                resident,
                100 * cpu.toNanos() / 1e9 / seconds);
    }

    private void awaitLast(List<Publisher.Published> published)
            throws IOException, InterruptedException {
        long patience = System.nanoTime() + LAST_PICTURE_WITHIN.toNanos();
        while (System.nanoTime() < patience) {
            Paints painted = Paints.read(paints);
            boolean all = published.stream().allMatch(p -> painted.last(p.region()) >= p.version());
            if (all) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void await(Duration within, int pictures) throws IOException, InterruptedException {
        long patience = System.nanoTime() + within.toNanos();
        while (!Files.exists(paints) || Paints.read(paints).size() < pictures) {
            if (!console.alive() || System.nanoTime() > patience) {
                throw new IOException("the console shows nothing, see " + console.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        console.askToEnd();
        try {
            console.awaitEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
