package dev.signalbox.ctl;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.measure.ProbeState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as scripts get it: RFC 3339 times, lower-case names, null for what is not known. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Words; null when there are none. */
    static @Nullable String words(String text) {
        return text.isEmpty() ? null : text;
    }

    /** What probes found; null when there is no result yet. */
    static @Nullable String probe(ProbeState state) {
        return state == ProbeState.UNKNOWN ? null : name(state);
    }

    /** The stored bytes as JSON; null when they are none. */
    static JsonNode body(JournalEntry entry) {
        try {
            return MAPPER.readTree(entry.body());
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
