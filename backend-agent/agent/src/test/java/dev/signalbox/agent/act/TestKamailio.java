package dev.signalbox.agent.act;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real Kamailio with two trunks and the snippet that is shipped. */
final class TestKamailio implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/kamailio");

    private final Path run;
    private final int port;
    private Process process;

    TestKamailio(Path run, int firstTrunkPort, int secondTrunkPort) throws Exception {
        this.run = run;
        port = freePort();
        Files.writeString(
                run.resolve("dispatcher.list"),
                "1 "
                        + Trunks.uri(firstTrunkPort)
                        + " 0 10\n"
                        + "1 "
                        + Trunks.uri(secondTrunkPort)
                        + " 0 5\n");
        try (InputStream config = TestKamailio.class.getResourceAsStream("kamailio.cfg")) {
            if (config == null) {
                throw new IOException("kamailio.cfg is not among the test resources");
            }
            Files.writeString(
                    run.resolve("kamailio.cfg"),
                    new String(config.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@PORT@", Integer.toString(port))
                            .replace("@RUN@", run.toString())
                            .replace("@SNIPPET@", snippet().toString()));
        }
        process = start();
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/RPC");
    }

    JsonRpc rpc() {
        return new JsonRpc(url(), Duration.ofSeconds(2));
    }

    void restart() throws Exception {
        stop();
        process = start();
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    private Process start() throws Exception {
        Process started =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-f",
                                run.resolve("kamailio.cfg").toString(),
                                "-DD",
                                "-E",
                                "-w",
                                run.toString(),
                                "-Y",
                                run.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(run.resolve("log").toFile()))
                        .start();
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!accepts()) {
            if (!started.isAlive() || System.nanoTime() > deadlineNanos) {
                started.destroyForcibly();
                throw new IOException(
                        "Kamailio did not start: " + Files.readString(run.resolve("log")));
            }
            Thread.onSpinWait();
        }
        return started;
    }

    private void stop() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** Free for UDP and TCP. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                return udp.getLocalPort();
            } catch (BindException e) {
                // Free for TCP only: the next one.
            }
        }
        throw new IOException("no free port on loopback");
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path snippet() throws IOException {
        Path place = Path.of("").toAbsolutePath();
        while (place != null) {
            Path snippet = place.resolve("installers/kamailio/signalbox.cfg");
            if (Files.exists(snippet)) {
                return snippet;
            }
            place = place.getParent();
        }
        throw new IOException("installers/kamailio/signalbox.cfg is not above the working folder");
    }
}
