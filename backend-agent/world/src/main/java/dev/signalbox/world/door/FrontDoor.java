package dev.signalbox.world.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.model.route.DoorReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DoorState} over HTTP on loopback, at a free port: GET reads it, a signed PUT sets it
 * unless it holds a newer epoch (docs/doors.md).
 */
public final class FrontDoor implements AutoCloseable {

    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final DoorState state;
    private final Set<String> regions;
    private final DoorSignature signature;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("door-", 0).factory());

    private record Answer(int status, String body) {}

    /**
     * Serves at once.
     *
     * @param regions all that calls can be delivered to
     * @param key signs orders
     * @throws IOException when no port can be bound
     */
    public FrontDoor(DoorState state, Set<String> regions, String key, Clock clock)
            throws IOException {
        this.state = state;
        this.regions = new TreeSet<>(regions);
        this.signature = new DoorSignature(key);
        this.clock = clock;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** For example {@code http://127.0.0.1:40123/eu-central}. */
    public URI url() {
        return URI.create(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + state.region());
    }

    /** What it holds. */
    public DoorState state() {
        return state;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            if (state.trouble() == DoorTrouble.SILENT) {
                return;
            }
            Answer answer = answer(exchange, request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] request) {
        return switch (exchange.getRequestMethod()) {
            case "GET" -> new Answer(200, DoorJson.of(state.reading()));
            case "PUT" -> {
                if (request.length > BODY_BYTES_MAX) {
                    yield refused(413, "body is longer than " + BODY_BYTES_MAX + " bytes");
                }
                String body = new String(request, StandardCharsets.UTF_8);
                String refusal =
                        signature.refusal(
                                exchange.getRequestHeaders().getFirst(DoorSignature.TIME),
                                exchange.getRequestHeaders().getFirst(DoorSignature.SIGNATURE),
                                body,
                                clock.instant());
                yield refusal != null ? refused(401, refusal) : order(body);
            }
            default -> refused(405, "GET reads this door, PUT sets it");
        };
    }

    private Answer order(String body) {
        DoorOrder order;
        try {
            order = DoorJson.read(body, state.region(), regions);
        } catch (BadOrderException e) {
            return refused(400, e.getMessage());
        }
        DoorTrouble trouble = state.trouble();
        String conflict = state.take(order);
        if (conflict != null) {
            return refused(409, conflict);
        }
        return new Answer(
                200, DoorJson.of(trouble == DoorTrouble.PRETENDS ? claim(order) : state.reading()));
    }

    /** What a door says that pretends: the order, as if it held it. */
    private DoorReading claim(DoorOrder order) {
        return new DoorReading(
                order.region(),
                order.epoch(),
                order.decisionId(),
                order.shares(),
                state.reading().edges());
    }

    private static Answer refused(int status, @Nullable String words) {
        return new Answer(status, DoorJson.error(String.valueOf(words)));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
