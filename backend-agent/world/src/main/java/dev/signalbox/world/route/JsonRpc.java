package dev.signalbox.world.route;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The methods of Kamailio 5.6.3's JSON-RPC that an agent uses, answered in the same words: {@code
 * htable.*}, {@code dispatcher.list}, {@code core.version}, {@code core.uptime}. A test lays the
 * answers beside those of a real Kamailio.
 */
public final class JsonRpc {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter EXPIRE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT);

    private final RoutingTables tables;
    private final Supplier<List<Destination>> dispatcher;
    private final long upSinceSeconds;

    /**
     * A line of the dispatcher's list.
     *
     * @param uri as it is in {@code $du}
     * @param flags for example {@code AX}: active, not probed by the SBC itself
     */
    public record Destination(String uri, String flags, int priority) {}

    /**
     * What goes back over HTTP.
     *
     * @param status 200, or the code of the error
     * @param body JSON
     */
    public record Answer(int status, String body) {}

    /** A call that the method refuses; Kamailio repeats the code as HTTP status. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        Fault(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Work on a table that may be refused. */
    private interface TableWork {
        Object on(HashTable table, long nowSeconds) throws Fault;
    }

    public JsonRpc(RoutingTables tables, Supplier<List<Destination>> dispatcher) {
        this.tables = tables;
        this.dispatcher = dispatcher;
        this.upSinceSeconds = tables.nowSeconds();
    }

    /** The answer to a request, or empty when it is no JSON: Kamailio says nothing then. */
    public Optional<Answer> answer(String request) {
        JsonNode call;
        try {
            call = JSON.readTree(request);
        } catch (JacksonException _) {
            return Optional.empty();
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("jsonrpc", "2.0");
        int status = 200;
        if (!call.has("jsonrpc") || !call.has("method")) {
            reply.put("result", Map.of());
        } else {
            try {
                reply.put("result", call(call.get("method").asString(""), call.path("params")));
            } catch (Fault fault) {
                status = fault.code;
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("code", fault.code);
                error.put("message", fault.getMessage());
                reply.put("error", error);
            }
        }
        JsonNode id = call.get("id");
        if (id != null) {
            reply.put("id", id.isString() ? id.asString() : (Object) id.asLong(0));
        }
        return Optional.of(new Answer(status, JsonText.of(reply)));
    }

    private Object call(String method, JsonNode params) throws Fault {
        List<JsonNode> given = new ArrayList<>(params.values());
        return switch (method) {
            case "core.version" -> "kamailio 5.6.3 (x86_64/linux) ";
            case "core.uptime" -> uptime();
            case "dispatcher.list" -> dispatcherList();
            case "htable.dump" -> {
                need(given, 1, "No htable name given");
                yield onTable(given, "No such htable", (table, _) -> dump(table));
            }
            case "htable.get" -> {
                need(given, 2, "Not enough parameters (htable name and key name)");
                yield onTable(given, "No such htable", (t, now) -> get(t, text(given, 1), now));
            }
            case "htable.delete" -> {
                need(given, 2, "Not enough parameters (htable name & key name");
                yield onTable(given, "No such htable", (t, _) -> delete(t, text(given, 1)));
            }
            case "htable.flush" -> {
                need(given, 1, "No htable name given");
                yield onTable(given, "No such htable", (table, _) -> flush(table));
            }
            case "htable.sets" -> set(given, text(given, 2));
            case "htable.seti" -> set(given, number(given, 2));
            case "htable.setxs" -> setWithExpiry(given, text(given, 2));
            case "htable.setxi" -> setWithExpiry(given, number(given, 2));
            case "htable.setex" -> {
                need(given, 3, "Not enough parameters (htable name, item name and expire)");
                yield onTable(
                        given,
                        "No such htable",
                        (table, now) -> {
                            table.setExpiry(text(given, 1), number(given, 2), now);
                            return "Ok";
                        });
            }
            default -> throw new Fault(500, "Method Not Found");
        };
    }

    private Object set(List<JsonNode> given, Object value) throws Fault {
        need(given, 3, "Not enough parameters (htable name, key name and value)");
        return onTable(
                given,
                "No such htable",
                (table, now) -> {
                    table.set(text(given, 1), value, now);
                    return "Ok. Key set to new value.";
                });
    }

    private Object setWithExpiry(List<JsonNode> given, Object value) throws Fault {
        need(given, 4, "Not enough parameters (htable name, key name, value and expire)");
        return onTable(
                given,
                "Failed to set the item",
                (table, now) -> {
                    table.set(text(given, 1), value, number(given, 3), now);
                    return "Ok. Key set to new value.";
                });
    }

    private Object onTable(List<JsonNode> given, String ifMissing, TableWork work) throws Fault {
        Function<@Nullable HashTable, Object> guarded =
                table -> {
                    if (table == null) {
                        return new Fault(500, ifMissing);
                    }
                    try {
                        return work.on(table, tables.nowSeconds());
                    } catch (Fault fault) {
                        return fault;
                    }
                };
        Object result = tables.with(text(given, 0), guarded);
        if (result instanceof Fault fault) {
            throw fault;
        }
        return result;
    }

    private static Object get(HashTable table, String key, long nowSeconds) throws Fault {
        HashTable.Item item =
                table.get(key, nowSeconds)
                        .orElseThrow(() -> new Fault(500, "Key name doesn't exist in htable."));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", item.name());
        fields.put("value", item.value());
        fields.put("flags", item.value() instanceof String ? 2 : 0);
        fields.put("expire", item.expire() == 0 ? "NEVER" : local(item.expire(), EXPIRE));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("item", fields);
        return result;
    }

    private static Object delete(HashTable table, String key) throws Fault {
        if (!table.delete(key)) {
            throw new Fault(404, "Key not found in htable.");
        }
        return "Ok. Key deleted.";
    }

    private static Object flush(HashTable table) {
        table.flush();
        return "Ok. Htable flushed.";
    }

    private static Object dump(HashTable table) {
        List<Object> entries = new ArrayList<>();
        table.slots()
                .forEach(
                        (slot, items) -> {
                            List<Object> listed = new ArrayList<>();
                            for (HashTable.Item item : items) {
                                Map<String, Object> fields = new LinkedHashMap<>();
                                fields.put("name", item.name());
                                fields.put("value", item.value());
                                fields.put("type", item.value() instanceof String ? "str" : "int");
                                listed.add(fields);
                            }
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("entry", slot);
                            entry.put("size", items.size());
                            entry.put("slot", listed);
                            entries.add(entry);
                        });
        return entries;
    }

    private Object uptime() {
        long now = tables.nowSeconds();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("now", local(now, CTIME));
        result.put("up_since", local(upSinceSeconds, CTIME));
        result.put("uptime", now - upSinceSeconds);
        return result;
    }

    private Object dispatcherList() {
        List<Object> targets = new ArrayList<>();
        for (Destination destination : dispatcher.get()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("URI", destination.uri());
            fields.put("FLAGS", destination.flags());
            fields.put("PRIORITY", destination.priority());
            targets.add(single("DEST", fields));
        }
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("ID", 1);
        set.put("TARGETS", targets);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("NRSETS", 1);
        result.put("RECORDS", List.of(single("SET", set)));
        return result;
    }

    private static Map<String, Object> single(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static String local(long seconds, DateTimeFormatter format) {
        return format.format(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault()));
    }

    private static void need(List<JsonNode> given, int count, String message) throws Fault {
        if (given.size() < count) {
            throw new Fault(500, message);
        }
    }

    private static String text(List<JsonNode> given, int index) {
        return index < given.size() ? given.get(index).asString("") : "";
    }

    /** Kamailio reads a text where it wants a number as 0. */
    private static long number(List<JsonNode> given, int index) {
        return index < given.size() && given.get(index).isNumber()
                ? given.get(index).asLong(0)
                : 0L;
    }
}
