package dev.signalbox.agent.act;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A front door as docs/doors.md wants it, or one that misbehaves on purpose. */
final class FakeDoor implements AutoCloseable {

    static final String KEY = "a key of at least thirty-two letters";

    enum Behaviour {
        GOOD,
        /** Says 200 and changes nothing. */
        PRETENDS,
        SILENT,
        GARBAGE,
        STATUS_500,
        REDIRECTS,
        ENDLESS,
        DRIPS
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String region;
    private final List<JsonNode> orders = new ArrayList<>();
    private ObjectNode held = JsonMapper.shared().createObjectNode();
    private ObjectNode edges = JsonMapper.shared().createObjectNode();
    private @Nullable Runnable beforeOrder;
    volatile Behaviour behaviour = Behaviour.GOOD;

    FakeDoor(String region) throws IOException {
        this.region = region;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        restart();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + region);
    }

    /** As after a restart: everything stays at home. */
    synchronized void restart() {
        hold(0, "", "{}");
    }

    synchronized void hold(long epoch, String decision, String shares) {
        held = JsonMapper.shared().createObjectNode();
        held.put("v", 1).put("region", region).put("epoch", epoch).put("decision", decision);
        held.set("shares", JsonMapper.shared().readTree(shares));
    }

    synchronized void edges(String json) {
        edges = (ObjectNode) JsonMapper.shared().readTree(json);
    }

    /** Somebody else is faster. */
    synchronized void beforeOrder(Runnable other) {
        beforeOrder = other;
    }

    synchronized long epoch() {
        return held.path("epoch").asLong();
    }

    synchronized String shares() {
        return held.path("shares").toString();
    }

    synchronized List<JsonNode> orders() {
        return List.copyOf(orders);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (behaviour) {
            case SILENT -> await();
            case GARBAGE -> answer(exchange, 200, "<html>It works!</html>");
            case STATUS_500 -> answer(exchange, 500, "{\"error\":\"the\\ndatabase is away\"}");
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", "http://192.0.2.1/");
                answer(exchange, 302, "");
            }
            case ENDLESS -> answer(exchange, 200, " ".repeat(300_000));
            case DRIPS -> drip(exchange);
            case GOOD, PRETENDS -> {
                if (exchange.getRequestMethod().equals("PUT")) {
                    put(exchange, body);
                } else {
                    answer(exchange, 200, state());
                }
            }
        }
    }

    private void put(HttpExchange exchange, byte[] body) throws IOException {
        String time = exchange.getRequestHeaders().getFirst("X-Signalbox-Time");
        String signature = exchange.getRequestHeaders().getFirst("X-Signalbox-Signature");
        if (time == null || !("sha256=" + mac(time, body)).equals(signature)) {
            answer(exchange, 401, "{\"error\":\"wrong signature\"}");
            return;
        }
        Runnable other;
        synchronized (this) {
            other = beforeOrder;
            beforeOrder = null;
        }
        if (other != null) {
            other.run();
        }
        ObjectNode order = (ObjectNode) JsonMapper.shared().readTree(body);
        if (!take(order)) {
            answer(exchange, 409, "{\"error\":\"holds epoch " + epoch() + "\"}");
        } else {
            answer(exchange, 200, state());
        }
    }

    private synchronized boolean take(ObjectNode order) {
        orders.add(order);
        long epoch = order.path("epoch").asLong();
        long mine = held.path("epoch").asLong();
        boolean same = order.path("decision").equals(held.path("decision"));
        if (mine > epoch || (mine == epoch && !same)) {
            return false;
        }
        if (behaviour != Behaviour.PRETENDS) {
            hold(epoch, order.path("decision").asString(), order.path("shares").toString());
        }
        return true;
    }

    private synchronized String state() {
        ObjectNode state = held.deepCopy();
        state.set("edges", edges);
        return state.toString();
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            // A byte at a time, each well within a read's time-out, until it is given up.
            while (closing.getCount() > 0) {
                out.write(' ');
                out.flush();
                closing.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String mac(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
