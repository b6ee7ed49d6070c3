package dev.signalbox.world.door;

import dev.signalbox.model.route.DoorReading;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The words of a front door as JSON (docs/doors.md). */
final class DoorJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int VERSION = 1;

    private DoorJson() {}

    static String of(DoorReading reading) {
        ObjectNode root = JSON.createObjectNode();
        root.put("v", VERSION);
        root.put("region", reading.region());
        root.put("epoch", reading.epoch());
        root.put("decision", reading.decisionId());
        ObjectNode shares = root.putObject("shares");
        reading.shares()
                .forEach((service, regions) -> regions.forEach(shares.putObject(service)::put));
        ObjectNode edges = root.putObject("edges");
        reading.edges()
                .forEach(
                        (region, edge) ->
                                edges.putObject(region)
                                        .put("answers", edge.answers())
                                        .put("since", edge.since().toString())
                                        .put("calls", edge.calls()));
        return root.toString();
    }

    static String error(String words) {
        return JSON.createObjectNode().put("error", words).toString();
    }

    /**
     * Reads an order.
     *
     * @param region whose door this is
     * @param regions all that calls can be delivered to
     */
    static DoorOrder read(String text, String region, Set<String> regions)
            throws BadOrderException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new BadOrderException("body is no JSON: " + e.getOriginalMessage());
        }
        long version = whole(root, "v");
        if (version != VERSION) {
            throw new BadOrderException("v " + version + " is not spoken here, send " + VERSION);
        }
        String addressed = word(root, "region");
        if (!addressed.equals(region)) {
            throw new BadOrderException(
                    "region \"" + addressed + "\" has another door, this is that of " + region);
        }
        long expected = whole(root, "expectedEpoch");
        long epoch = whole(root, "epoch");
        if (expected < 0 || epoch <= expected) {
            throw new BadOrderException(
                    "epoch " + epoch + " has to be above expectedEpoch " + expected);
        }
        return new DoorOrder(
                region,
                expected,
                epoch,
                word(root, "decision"),
                word(root, "writer"),
                shares(root.path("shares"), regions));
    }

    private static SortedMap<String, SortedMap<String, Integer>> shares(
            JsonNode node, Set<String> regions) throws BadOrderException {
        if (!node.isObject()) {
            throw new BadOrderException(
                    "shares is missing, send {} when every service stays at home");
        }
        SortedMap<String, SortedMap<String, Integer>> shares = new TreeMap<>();
        for (Map.Entry<String, JsonNode> service : node.properties()) {
            shares.put(service.getKey(), percents(service.getKey(), service.getValue(), regions));
        }
        return shares;
    }

    private static SortedMap<String, Integer> percents(
            String service, JsonNode node, Set<String> regions) throws BadOrderException {
        SortedMap<String, Integer> percents = new TreeMap<>();
        int sum = 0;
        for (Map.Entry<String, JsonNode> share : node.properties()) {
            String at = "shares." + service + "." + share.getKey();
            if (!regions.contains(share.getKey())) {
                throw new BadOrderException(
                        at + ": no such region, only " + String.join(", ", regions));
            }
            JsonNode value = share.getValue();
            if (!value.isInt() || value.asInt() < 0 || value.asInt() > 100) {
                throw new BadOrderException(at + " " + value + ": send whole percent, 0 to 100");
            }
            percents.put(share.getKey(), value.asInt());
            sum += value.asInt();
        }
        if (sum != 100) {
            throw new BadOrderException("shares." + service + " add up to " + sum + ", not to 100");
        }
        return percents;
    }

    private static long whole(JsonNode root, String key) throws BadOrderException {
        JsonNode value = root.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BadOrderException(key + " is missing or no whole number");
        }
        return value.asLong();
    }

    private static String word(JsonNode root, String key) throws BadOrderException {
        JsonNode value = root.path(key);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new BadOrderException(key + " is missing or no text");
        }
        return value.asString();
    }
}
