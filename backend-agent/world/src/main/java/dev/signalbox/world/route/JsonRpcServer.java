package dev.signalbox.world.route;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@link JsonRpc} over HTTP on loopback, at a free port. Any path answers, as in Kamailio. */
public final class JsonRpcServer implements AutoCloseable {

    /** An agent's requests are some hundred bytes. */
    private static final int REQUEST_BYTES_MAX = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("json-rpc-", 0).factory());
    private final JsonRpc rpc;
    private final BooleanSupplier answers;

    /**
     * Serves at once.
     *
     * @throws IOException when no port can be bound
     */
    public JsonRpcServer(JsonRpc rpc) throws IOException {
        this(rpc, () -> true);
    }

    /**
     * Serves at once.
     *
     * @param answers while false every connection is closed without a word
     * @throws IOException when no port can be bound
     */
    public JsonRpcServer(JsonRpc rpc, BooleanSupplier answers) throws IOException {
        this.rpc = rpc;
        this.answers = answers;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** For example {@code http://127.0.0.1:40123/RPC}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/RPC");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
            if (!answers.getAsBoolean()) {
                return;
            }
            Optional<JsonRpc.Answer> answer =
                    rpc.answer(new String(request, StandardCharsets.UTF_8));
            if (answer.isPresent()) {
                byte[] body = answer.get().body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Server", "kamailio (5.6.3 (x86_64/linux))");
                exchange.sendResponseHeaders(answer.get().status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
