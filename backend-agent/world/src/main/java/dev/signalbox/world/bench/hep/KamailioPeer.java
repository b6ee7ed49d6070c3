package dev.signalbox.world.bench.hep;

import dev.signalbox.world.process.FreePorts;
import dev.signalbox.world.process.UdpDrops;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A Kamailio that takes the same packets with its {@code sipcapture} module, for comparison: two
 * processes decode HEP and parse the SIP inside, and throw it away; nothing is tracked or stored.
 * It counts no losses, so those of the kernel at its port are all that is known.
 */
final class KamailioPeer implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int WARM_UP_RATE_MAX = 10_000;
    private static final long LOOK_MILLIS = 50;

    /** What still waits in the socket is taken meanwhile. */
    private static final long SETTLE_MILLIS = 1_000;

    private static final String FIND = "PATH=\"$PATH:/usr/local/sbin:/usr/sbin:/sbin\"; ";

    /** Ends it when our pipe closes, however we end. */
    private static final String SUPERVISE =
            FIND + "trap '' INT; kamailio \"$@\" & k=$!; cat >/dev/null; kill -TERM $k; wait $k";

    private final Process process;
    private final InetSocketAddress port;
    private final SenderProcess sender;

    /**
     * Starts it.
     *
     * @param directory gets its files
     * @param live calls that talk
     */
    KamailioPeer(Path directory, int live) throws IOException, InterruptedException {
        port = new FreePorts().udp();
        Path database = Files.createDirectories(directory.resolve("text"));
        // It wants the version of a table that nothing is written to.
        Files.writeString(
                database.resolve("version"),
                "table_name(string) table_version(int)\nsip_capture:4\n");
        Path configuration = directory.resolve("kamailio.cfg");
        Files.writeString(configuration, configuration(port.getPort(), database));
        process =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                SUPERVISE,
                                "kamailio",
                                "-f",
                                configuration.toString(),
                                "-Y",
                                directory.toString(),
                                "-m",
                                "128",
                                "-M",
                                "16",
                                "-DD")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("kamailio.log").toFile())
                        .start();
        try {
            awaitReady(directory);
            sender = new SenderProcess(port.getPort(), live);
        } catch (IOException | InterruptedException e) {
            end();
            throw e;
        }
    }

    /** Whether it is installed. */
    static boolean isInstalled() throws IOException, InterruptedException {
        Process look =
                new ProcessBuilder("/bin/sh", "-c", FIND + "command -v kamailio")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return look.waitFor() == 0;
    }

    private static String configuration(int port, Path database) {
        return """
        debug=0
        log_stderror=yes
        children=2
        disable_tcp=yes
        auto_aliases=no
        dns=no
        rev_dns=no
        listen=udp:127.0.0.1:%d
        loadmodule "db_text.so"
        loadmodule "sipcapture.so"
        modparam("sipcapture", "db_url", "text://%s")
        modparam("sipcapture", "hep_capture_on", 1)
        modparam("sipcapture", "capture_on", 1)
        modparam("sipcapture", "insert_retry_timeout", 0)
        request_route {
          drop;
        }
        onreply_route {
          drop;
        }
        """
                .formatted(port, database);
    }

    private void awaitReady(Path directory) throws IOException, InterruptedException {
        long patience = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isBound()) {
            if (!process.isAlive() || System.nanoTime() > patience) {
                throw new IOException(
                        "Kamailio did not get ready, see " + directory.resolve("kamailio.log"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean isBound() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(port)) {
            return !socket.isBound();
        } catch (BindException _) {
            return true;
        }
    }

    /** What it takes while nothing is measured yet. */
    void warmUp(int messagesPerSecond) throws IOException, InterruptedException {
        run(Math.min(messagesPerSecond, WARM_UP_RATE_MAX), WARM_UP);
    }

    /**
     * Sends at a rate.
     *
     * @throws IOException when one of the two has ended
     */
    UdpBench.Result run(int messagesPerSecond, Duration length)
            throws IOException, InterruptedException {
        long kernelBefore = UdpDrops.of(port);
        Duration cpuBefore = cpu();
        HepSender.Sent sent = sender.send(messagesPerSecond, length);
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        if (!process.isAlive()) {
            throw new IOException("Kamailio has ended");
        }
        long kernel = UdpDrops.of(port) - kernelBefore;
        long taken = sent.sent() - kernel;
        return new UdpBench.Result(
                messagesPerSecond,
                sent.sent() / sent.seconds(),
                taken / sent.seconds(),
                sent.sent(),
                kernel,
                0,
                0,
                cpu().minus(cpuBefore).toNanos() / 1e3 / Math.max(1, taken),
                0,
                0);
    }

    /** Of all its processes. */
    private Duration cpu() {
        return process.descendants()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void end() throws IOException {
        try (BufferedWriter pipe = process.outputWriter(StandardCharsets.UTF_8)) {
            pipe.flush();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            sender.close();
        } finally {
            end();
        }
    }
}
