package dev.signalbox.world.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real Kamailio with htable and JSON-RPC, for comparison. */
final class KamailioProcess implements AutoCloseable {

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private KamailioProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static boolean installed() {
        return Files.isExecutable(Path.of("/usr/sbin/kamailio"));
    }

    static KamailioProcess start(Path directory, List<String> dispatcherList) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path list = Files.write(directory.resolve("dispatcher.list"), dispatcherList);
        Path configuration =
                Files.writeString(
                        directory.resolve("kamailio.cfg"),
                        """
                        #!KAMAILIO
                        debug=-1
                        log_stderror=yes
                        children=1
                        listen=tcp:127.0.0.1:%1$d
                        listen=udp:127.0.0.1:%1$d
                        tcp_accept_no_cl=yes
                        loadmodule "tm.so"
                        loadmodule "sl.so"
                        loadmodule "pv.so"
                        loadmodule "xhttp.so"
                        loadmodule "jsonrpcs.so"
                        loadmodule "htable.so"
                        loadmodule "dispatcher.so"
                        modparam("jsonrpcs", "transport", 1)
                        modparam("htable", "htable", "signalbox=>size=6;autoexpire=20;updateexpire=1;")
                        modparam("htable", "htable", "signalbox_state=>size=2;")
                        modparam("dispatcher", "list_file", "%2$s")
                        modparam("dispatcher", "flags", 2)
                        request_route { sl_send_reply("200", "OK"); }
                        event_route[xhttp:request] { jsonrpc_dispatch(); }
                        """
                                .formatted(port, list));
        Process process =
                new ProcessBuilder(
                                "/usr/sbin/kamailio",
                                "-DD",
                                "-E",
                                "-m",
                                "32",
                                "-f",
                                configuration.toString(),
                                "-Y",
                                directory.toString(),
                                "-P",
                                directory.resolve("kamailio.pid").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("kamailio.log").toFile())
                        .start();
        awaitPort(process, port);
        return new KamailioProcess(process, URI.create("http://127.0.0.1:" + port + "/RPC"));
    }

    private static void awaitPort(Process process, int port) {
        for (int i = 0; i < 200; i++) {
            assertThat(process.isAlive()).as("kamailio runs").isTrue();
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(probe.isConnected()).isTrue();
                return;
            } catch (IOException _) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
            }
        }
        throw new AssertionError("kamailio does not listen on " + port);
    }

    HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        return ask(http, url, body);
    }

    static HttpResponse<String> ask(HttpClient http, URI url, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(5))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
