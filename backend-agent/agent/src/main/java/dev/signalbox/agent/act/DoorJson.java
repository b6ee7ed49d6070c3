package dev.signalbox.agent.act;

import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.route.FleetTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said to front doors and what they say (docs/doors.md), version 1. */
final class DoorJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private DoorJson() {}

    /** The order to hold the part of {@code table} that is {@code region}'s. */
    static byte[] order(
            String region, long expectedEpoch, FleetTable table, String decisionId, String writer) {
        ObjectNode order = MAPPER.createObjectNode();
        order.put("v", 1)
                .put("region", region)
                .put("expectedEpoch", expectedEpoch)
                .put("epoch", table.epoch())
                .put("decision", decisionId)
                .put("writer", writer);
        order.set("shares", MAPPER.valueToTree(table.door(region)));
        return order.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a door answers.
     *
     * @param region whose door it should be
     * @throws IOException when it is something else, in words
     */
    static DoorReading reading(String region, byte[] answer) throws IOException {
        JsonNode node = tree(answer);
        if (node.path("v").asInt(0) != 1) {
            throw new IOException("answer has \"v\" " + node.path("v") + ", expected 1");
        }
        String name = node.path("region").asString("");
        if (!name.equals(region)) {
            throw new IOException(
                    "it is the door of \"" + name + "\", expected \"" + region + "\"");
        }
        JsonNode epoch = node.path("epoch");
        if (!epoch.isIntegralNumber() || !epoch.canConvertToLong() || epoch.asLong() < 0) {
            throw new IOException("answer has \"epoch\" " + epoch + ", expected 0 or more");
        }
        return new DoorReading(
                region,
                epoch.asLong(),
                node.path("decision").asString(""),
                shares(region, node.path("shares")),
                edges(node.path("edges")));
    }

    /** The words of a refusal; what there is of them, at most a line. */
    static String error(byte[] answer) {
        String words;
        try {
            words = MAPPER.readTree(answer).path("error").asString("");
        } catch (JacksonException e) {
            return "";
        }
        // It ends up in records and on screens: no more than a sentence, and no control characters.
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    private static JsonNode tree(byte[] answer) throws IOException {
        JsonNode node;
        try {
            node = MAPPER.readTree(answer);
        } catch (JacksonException e) {
            throw new IOException("answer is not JSON", e);
        }
        if (!node.isObject()) {
            throw new IOException("answer is no JSON object");
        }
        return node;
    }

    private static SortedMap<String, SortedMap<String, Integer>> shares(
            String region, JsonNode node) throws IOException {
        SortedMap<String, SortedMap<String, Integer>> shares = new TreeMap<>();
        for (Map.Entry<String, JsonNode> service : node.properties()) {
            SortedMap<String, Integer> percents = new TreeMap<>();
            for (Map.Entry<String, JsonNode> part : service.getValue().properties()) {
                JsonNode percent = part.getValue();
                if (!percent.isIntegralNumber() || !percent.canConvertToInt()) {
                    throw new IOException(
                            "shares of \""
                                    + service.getKey()
                                    + "\": "
                                    + percent
                                    + " is no percent");
                }
                percents.put(part.getKey(), percent.asInt());
            }
            shares.put(service.getKey(), percents);
        }
        SortedMap<String, SortedMap<String, SortedMap<String, Integer>>> doors = new TreeMap<>();
        doors.put(region, shares);
        try {
            // The table's own rules: they add up, and what stays at home is left out.
            return new FleetTable(0, doors).door(region);
        } catch (IllegalArgumentException e) {
            throw new IOException("shares of " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, DoorReading.Edge> edges(JsonNode node) throws IOException {
        SortedMap<String, DoorReading.Edge> edges = new TreeMap<>();
        for (Map.Entry<String, JsonNode> edge : node.properties()) {
            JsonNode said = edge.getValue();
            JsonNode answers = said.path("answers");
            JsonNode calls = said.path("calls");
            if (!answers.isBoolean() || !calls.isIntegralNumber() || !calls.canConvertToLong()) {
                throw new IOException(
                        "edge \"" + edge.getKey() + "\" has no \"answers\" or no \"calls\"");
            }
            edges.put(
                    edge.getKey(),
                    new DoorReading.Edge(
                            answers.asBoolean(),
                            instant(edge.getKey(), said.path("since").asString("")),
                            calls.asLong()));
        }
        return edges;
    }

    private static Instant instant(String edge, String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(
                    "edge \"" + edge + "\" has \"since\" \"" + text + "\", expected a time", e);
        }
    }
}
