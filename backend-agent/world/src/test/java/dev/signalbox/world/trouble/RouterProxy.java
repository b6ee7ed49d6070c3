package dev.signalbox.world.trouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands between an agent and the JSON-RPC of its router: keeps what was written, and misbehaves on
 * purpose.
 */
final class RouterProxy implements AutoCloseable {

    enum Manner {
        GOOD,
        /** Every answer comes after two seconds. */
        SLOW,
        /** Writes are answered and not done. */
        IGNORES_WRITES,
        /** Writes are neither done nor answered. */
        SWALLOWS_WRITES,
        /** After the next share was written, nothing is answered any more. */
        MUTE_AFTER_A_SHARE,
        /** Nothing is answered any more. */
        MUTE
    }

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final URI router;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> writes = new ArrayList<>();
    private final int port;
    private HttpServer server;
    private ExecutorService threads;
    private CountDownLatch closing;
    private volatile Manner manner = Manner.GOOD;
    private volatile boolean swallowed;

    RouterProxy(URI router) throws IOException {
        this.router = router;
        port = open(0);
    }

    private int open(int wanted) throws IOException {
        closing = new CountDownLatch(1);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted), 16);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/RPC");
    }

    void become(Manner next) {
        swallowed = false;
        manner = next;
    }

    /** Nothing listens any more. */
    void down() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** It listens again, at the same port. */
    void up() {
        Await.until(
                "port " + port + " is free again",
                () -> {
                    try {
                        open(port);
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** Something was kept back since {@link #become}. */
    boolean swallowed() {
        return swallowed;
    }

    /** What changed shares or epochs so far: {@code epoch 3}, {@code URI 0}, {@code URI gone}. */
    synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    /** As an operator with {@code kamcmd} would. */
    JsonNode call(String method, Object... params) {
        var request = JsonMapper.shared().createObjectNode();
        request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", JsonMapper.shared().valueToTree(params));
        return JsonMapper.shared().readTree(forward(request.toString()).body());
    }

    private HttpResponse<String> forward(String request) {
        try {
            return client.send(
                    HttpRequest.newBuilder(router)
                            .POST(HttpRequest.BodyPublishers.ofString(request))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        CountDownLatch end = closing;
        try (exchange) {
            String request =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonNode call = JsonMapper.shared().readTree(request);
            boolean write = !call.path("method").asString("").equals("htable.dump");
            Manner now = manner;
            if (now == Manner.MUTE || (now == Manner.SWALLOWS_WRITES && write)) {
                swallowed = true;
                end.await();
                return;
            }
            if (now == Manner.SLOW) {
                LockSupport.parkNanos(SLOW_NANOS);
            }
            if (now == Manner.IGNORES_WRITES && write) {
                send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"result\":\"Ok\",\"id\":1}");
                return;
            }
            HttpResponse<String> answer = forward(request);
            boolean share = note(call);
            if (share && now == Manner.MUTE_AFTER_A_SHARE) {
                manner = Manner.MUTE;
            }
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps what was written. @return true when it was a share */
    private synchronized boolean note(JsonNode call) {
        JsonNode params = call.path("params");
        String key = params.path(1).asString("");
        switch (call.path("method").asString("")) {
            case "htable.sets" -> {
                if (key.equals("epoch")) {
                    writes.add("epoch " + params.path(2).asString(""));
                }
            }
            case "htable.seti" -> {
                writes.add(key + " " + params.path(2).asInt());
                return true;
            }
            case "htable.delete" -> writes.add(key + " gone");
            default -> {}
        }
        return false;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        down();
        client.close();
    }
}
