package dev.signalbox.agent.act;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.signalbox.model.ladder.ServiceRoute;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v1/route?service=NAME[&wait=30s]}: the {@link RouteBoard} over HTTP, with {@code
 * ETag} and {@code If-None-Match} (RFC 9110 section 13.1.2). A request that waits keeps its thread:
 * give it a virtual one.
 */
public final class RouteEndpoint implements HttpHandler {

    /** Longer waits are cut to this. */
    public static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("([0-9]{1,6})(ms|s|min)");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String region;
    private final RouteBoard board;

    /**
     * @param region named in every answer
     */
    public RouteEndpoint(String region, RouteBoard board) {
        this.region = region;
        this.board = board;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            refuse(exchange, 405, "GET it");
            return;
        }
        Map<String, String> query;
        try {
            query = query(exchange.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, "the query is not percent-encoded as it should be");
            return;
        }
        String service = query.get("service");
        Duration wait = wait(query.get("wait"));
        if (service == null || wait == null) {
            refuse(
                    exchange,
                    400,
                    service == null
                            ? "service is needed. Example: /v1/route?service=bookings"
                            : "wait \"" + query.get("wait") + "\": no duration. Example: wait=30s");
            return;
        }
        try {
            String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
            answer(exchange, service, board.ask(service, etag, wait));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, 503, "the agent ends");
        }
    }

    private void answer(HttpExchange exchange, String service, RouteBoard.Answer answer)
            throws IOException {
        switch (answer) {
            case RouteBoard.Answer.Fresh fresh -> {
                if (fresh.etag() == null) {
                    exchange.getResponseHeaders().set("Cache-Control", "no-store");
                } else {
                    exchange.getResponseHeaders().set("ETag", fresh.etag());
                }
                send(exchange, 200, json(fresh.route()));
                exchange.getResponseBody().close();
                board.delivered(fresh);
            }
            case RouteBoard.Answer.Unchanged unchanged -> {
                exchange.getResponseHeaders().set("ETag", unchanged.etag());
                exchange.sendResponseHeaders(304, -1);
            }
            case RouteBoard.Answer.Unknown _ ->
                    refuse(exchange, 404, "\"" + service + "\": the policy has no such service");
            case RouteBoard.Answer.NotReady _ ->
                    refuse(exchange, 503, "the agent knows no routes now, ask again");
            case RouteBoard.Answer.Busy _ ->
                    refuse(exchange, 503, "too many workers wait; ask without wait");
        }
    }

    private Map<String, Object> json(ServiceRoute route) {
        Map<String, Object> stages = new LinkedHashMap<>();
        route.choices()
                .forEach(
                        (stage, choices) -> {
                            List<Object> list = new ArrayList<>();
                            choices.forEach(choice -> list.add(json(choice)));
                            stages.put(stage.text(), list);
                        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", route.service());
        json.put("region", region);
        json.put("rung", route.rung().text());
        json.put("reason", route.reason());
        json.put("transferTo", route.transferTo());
        json.put("stages", stages);
        return json;
    }

    private static Map<String, Object> json(ServiceRoute.Choice choice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", choice.provider().id());
        json.put("name", choice.provider().name());
        json.put("modelRegion", choice.provider().modelRegion());
        json.put("sharePercent", choice.sharePercent());
        json.put("trial", choice.trial());
        json.put("rung", choice.rung().text());
        return json;
    }

    private static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        send(exchange, status, Map.of("error", words));
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> json)
            throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** No wait when none is asked for; null when it is no duration. */
    private static @Nullable Duration wait(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Matcher matcher = WAIT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration wait =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                };
        return wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX;
    }
}
