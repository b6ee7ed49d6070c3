package dev.signalbox.agent.wire;

import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of {@code POST /v1/outcomes}: one outcome or an array of up to 100. Fields that
 * are not known are passed over; a wrong one is named with its place.
 */
final class OutcomeJson {

    static final int OUTCOMES_MAX = 100;

    private static final int ID_CHARACTERS_MAX = 128;
    private static final int CALL_ID_CHARACTERS_MAX = 255;
    private static final int REASON_CHARACTERS_MAX = 128;
    private static final int DEPTH_MAX = 16;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private OutcomeJson() {}

    /** What is wrong with a body, and where. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * All outcomes of a body.
     *
     * @throws WrongException naming the place, the value and an example
     */
    static List<ConversationOutcome> read(byte[] body) throws WrongException {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new WrongException(
                    "line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("no JSON"));
        }
        List<ConversationOutcome> outcomes = new ArrayList<>();
        if (root.isObject()) {
            outcomes.add(outcome(root, ""));
        } else if (root.isArray() && !root.isEmpty() && root.size() <= OUTCOMES_MAX) {
            for (int i = 0; i < root.size(); i++) {
                outcomes.add(outcome(root.get(i), "[" + i + "]"));
            }
        } else {
            throw new WrongException(
                    "the body is one outcome or an array of 1 to " + OUTCOMES_MAX + " outcomes");
        }
        return outcomes;
    }

    private static ConversationOutcome outcome(JsonNode node, String place) throws WrongException {
        if (!node.isObject()) {
            throw new WrongException(place + ": not an object. Example: {\"id\":\"c-1\",...}");
        }
        String at = place.isEmpty() ? "" : place + ".";
        String callId = optional(node, at, "callId", CALL_ID_CHARACTERS_MAX);
        String traceId = optional(node, at, "traceId", 32);
        if (callId == null && traceId == null) {
            throw new WrongException(at + "callId: callId or traceId is needed");
        }
        if (traceId != null && !traceId.matches("[0-9a-fA-F]{32}")) {
            throw wrong(at + "traceId", traceId, "32 hexadecimal digits");
        }
        String service = text(node, at, "service", 63);
        if (!Target.Names.isName(service)) {
            throw wrong(at + "service", service, "a name as in the policy. Example: bookings");
        }
        return new ConversationOutcome(
                text(node, at, "id", ID_CHARACTERS_MAX),
                callId,
                traceId == null ? null : traceId.toLowerCase(Locale.ROOT),
                service,
                text(node, at, "endedReason", REASON_CHARACTERS_MAX),
                time(node, at));
    }

    private static Instant time(JsonNode node, String at) throws WrongException {
        String text = text(node, at, "endedAt", 40);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(at + "endedAt", text, "no RFC 3339 time. Example: 2026-03-01T03:00:00Z");
        }
    }

    private static String text(JsonNode node, String at, String field, int charactersMax)
            throws WrongException {
        String text = optional(node, at, field, charactersMax);
        if (text == null) {
            throw new WrongException(at + field + ": is needed");
        }
        return text;
    }

    private static @Nullable String optional(
            JsonNode node, String at, String field, int charactersMax) throws WrongException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new WrongException(at + field + ": not a text");
        }
        String text = value.stringValue();
        if (text.isBlank()
                || text.length() > charactersMax
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new WrongException(
                    at
                            + field
                            + ": 1 to "
                            + charactersMax
                            + " characters without control characters");
        }
        return text;
    }

    private static WrongException wrong(String place, String value, String what) {
        return new WrongException(place + " \"" + value + "\": " + what);
    }
}
