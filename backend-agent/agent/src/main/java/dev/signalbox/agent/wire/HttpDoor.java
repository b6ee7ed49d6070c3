package dev.signalbox.agent.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Plain HTTP on loopback for voice workers: each request on a virtual thread of its own, a bounded
 * number at once, each path exactly as given. What goes wrong is answered as JSON {@code
 * {"error":"..."}} and counted.
 */
public final class HttpDoor implements AutoCloseable {

    /**
     * Requests at once. More than the workers that may wait for a change of route, so that waiting
     * never keeps outcomes out.
     */
    public static final int REQUESTS_MAX = 1_200;

    private static final int BACKLOG = 128;

    private static final System.Logger LOG = System.getLogger(HttpDoor.class.getName());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> handlers;
    private final Semaphore room;
    private final Counters counters = new Counters();

    private HttpDoor(InetSocketAddress listen, Map<String, HttpHandler> handlers, int requestsMax)
            throws IOException {
        limits();
        this.handlers = Map.copyOf(handlers);
        this.room = new Semaphore(requestsMax);
        try {
            server = HttpServer.create(listen, BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen at " + listen + ": " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Binds and serves.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @param handlers by path, for example {@code /v1/route}
     * @throws IllegalArgumentException when the address is not loopback: plain HTTP is for loopback
     * @throws IOException when the address cannot be bound
     */
    public static HttpDoor open(InetSocketAddress listen, Map<String, HttpHandler> handlers)
            throws IOException {
        return open(listen, handlers, REQUESTS_MAX);
    }

    static HttpDoor open(
            InetSocketAddress listen, Map<String, HttpHandler> handlers, int requestsMax)
            throws IOException {
        if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "workers.http \""
                            + listen
                            + "\": plain HTTP is served on loopback only. Example: 127.0.0.1:7080");
        }
        return new HttpDoor(listen, handlers, requestsMax);
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress localAddress() {
        return server.getAddress();
    }

    /** Counts since the start, by reason; every name begins with {@code http_}. */
    public SortedMap<String, Long> counters() {
        return counters.all();
    }

    /** Ends every request and frees the port. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Limits of the JDK's server, which are properties of the JVM and read once: nothing else sets
     * them. A property given on the command line stays.
     */
    private static void limits() {
        Map.of(
                        // Without it each answer waits for the delayed ACK of the one before.
                        "sun.net.httpserver.nodelay", "true",
                        "jdk.httpserver.maxConnections", "2000",
                        "sun.net.httpserver.maxReqHeaders", "64",
                        "sun.net.httpserver.maxReqHeaderSize", "16384",
                        "sun.net.httpserver.maxIdleConnections", "500",
                        // Seconds to send a request: who drips it is let go.
                        "sun.net.httpserver.maxReqTime", "10",
                        // Seconds to answer: longer than the longest wait for a change.
                        "sun.net.httpserver.maxRspTime", "90")
                .forEach(
                        (name, value) -> {
                            if (System.getProperty(name) == null) {
                                System.setProperty(name, value);
                            }
                        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!room.tryAcquire()) {
            counters.add("http_refused_busy");
            try (exchange) {
                refuse(exchange, 503, "busy, ask again later");
            }
            return;
        }
        try {
            HttpHandler handler = handlers.get(exchange.getRequestURI().getPath());
            if (handler == null) {
                counters.add("http_refused_path");
                refuse(exchange, 404, "no such path; there is " + handlers.keySet());
            } else {
                counters.add("http_requests");
                handler.handle(exchange);
            }
        } catch (RuntimeException e) {
            counters.add("http_failed");
            LOG.log(System.Logger.Level.WARNING, exchange.getRequestURI().getPath(), e);
            refuse(exchange, 500, "the agent failed to answer; its log says why");
        } finally {
            room.release();
            exchange.close();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        byte[] body =
                ("{\"error\":\"" + words.replace("\"", "'") + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
