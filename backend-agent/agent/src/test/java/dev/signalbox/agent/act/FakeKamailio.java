package dev.signalbox.agent.act;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers JSON-RPC like Kamailio's htable module, or misbehaves on purpose. */
final class FakeKamailio implements AutoCloseable {

    enum Behaviour {
        GOOD,
        STATUS_500,
        GARBAGE,
        NO_RESULT,
        SILENT,
        IGNORES_WRITES,
        NO_SUCH_TABLE
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Map<String, Object>> tables = new TreeMap<>();
    private final List<String> writes = new ArrayList<>();
    volatile Behaviour behaviour = Behaviour.GOOD;
    volatile boolean losesEntriesBeforeDeletion;

    FakeKamailio() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        restart();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/RPC");
    }

    /** As after a restart: empty. */
    synchronized void restart() {
        tables.put("signalbox", new TreeMap<>());
        tables.put("signalbox_state", new TreeMap<>());
    }

    synchronized void put(String table, String key, Object value) {
        entries(table).put(key, value);
    }

    synchronized Map<String, Object> table(String name) {
        return new TreeMap<>(entries(name));
    }

    /** The calls that change something, in order, since the last time this was asked. */
    synchronized List<String> takeWrites() {
        List<String> taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    private Map<String, Object> entries(String table) {
        return tables.computeIfAbsent(table, name -> new TreeMap<>());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        switch (behaviour) {
            case STATUS_500 -> send(exchange, 500, "broken");
            case GARBAGE -> send(exchange, 200, "<html>not JSON</html>");
            case NO_RESULT -> send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":1}");
            case SILENT -> {
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case GOOD, IGNORES_WRITES, NO_SUCH_TABLE -> {
                String answer = answer(request);
                send(exchange, answer.contains("\"error\"") ? 500 : 200, answer);
            }
        }
    }

    private synchronized String answer(JsonNode request) {
        JsonNode params = request.path("params");
        String method = request.path("method").asString();
        String table = params.path(0).asString();
        if (behaviour == Behaviour.NO_SUCH_TABLE) {
            return error(500, "No such htable");
        }
        if (method.equals("htable.dump")) {
            return dump(table);
        }
        writes.add(method + " " + params.path(1).asString() + " " + params.path(2));
        if (behaviour == Behaviour.IGNORES_WRITES) {
            return "{\"jsonrpc\":\"2.0\",\"result\":\"Ok\",\"id\":1}";
        }
        Map<String, Object> entries = entries(table);
        String key = params.path(1).asString();
        switch (method) {
            case "htable.seti" -> entries.put(key, params.path(2).asInt());
            case "htable.sets" -> entries.put(key, params.path(2).asString());
            case "htable.setex" -> {}
            case "htable.delete" -> {
                if (entries.remove(key) == null || losesEntriesBeforeDeletion) {
                    return error(404, "Key not found in htable.");
                }
            }
            default -> {
                return error(500, "Method Not Found");
            }
        }
        return "{\"jsonrpc\":\"2.0\",\"result\":\"Ok\",\"id\":1}";
    }

    private String dump(String table) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ArrayNode result = root.put("jsonrpc", "2.0").put("id", 1).putArray("result");
        entries(table)
                .forEach(
                        (key, value) ->
                                result.addObject()
                                        .put("entry", 1)
                                        .put("size", 1)
                                        .putArray("slot")
                                        .addObject()
                                        .put("name", key)
                                        .putPOJO("value", value));
        return root.toString();
    }

    private static String error(int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
                + code
                + ",\"message\":\""
                + message
                + "\"},\"id\":1}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
