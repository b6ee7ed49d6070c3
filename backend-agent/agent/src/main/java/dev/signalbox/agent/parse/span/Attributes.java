package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a span or resource that are on the list, and no others: the value of any other
 * key, such as a transcript, is passed over without being decoded. A value of another type than
 * expected counts as absent.
 */
final class Attributes {

    /** A longer text is none of the values we know. */
    private static final int TEXT_BYTES_MAX = 4_096;

    /** The longest key on the list has 35 bytes. */
    private static final int KEY_BYTES_MAX = 64;

    static final Set<String> READ =
            Set.of(
                    "service.name",
                    "signalbox.service",
                    "signalbox.stage",
                    "signalbox.model_region",
                    "sip.call_id",
                    "sip.callID",
                    "gen_ai.provider.name",
                    "gen_ai.system",
                    "gen_ai.operation.name",
                    "gen_ai.request.model",
                    "gen_ai.tool.name",
                    "gen_ai.server.time_to_first_token",
                    "gen_ai.response.time_to_first_chunk",
                    "server.address",
                    "peer.service",
                    "error.type",
                    "exception.type",
                    "http.response.status_code",
                    "metrics.ttfb",
                    "turn.user_bot_latency_seconds",
                    "turn.was_interrupted",
                    "lk.response.ttft",
                    "lk.response.ttfb",
                    "lk.llm_metrics",
                    "lk.tts_metrics",
                    "lk.e2e_latency",
                    "lk.interrupted",
                    "lk.function_tool.name",
                    "lk.function_tool.is_error");

    private final Map<String, Object> values = new HashMap<>();
    private final @Nullable Attributes behind;

    /**
     * @param behind asked for what is not here: the resource of a span
     */
    Attributes(@Nullable Attributes behind) {
        this.behind = behind;
    }

    /** Takes one {@code opentelemetry.proto.common.v1.KeyValue}: key 1, value 2. */
    void take(Fields keyValue) {
        String key = null;
        Fields value = null;
        while (keyValue.next()) {
            if (keyValue.isBytes(1)) {
                ByteString name = keyValue.bytes();
                key = name.size() <= KEY_BYTES_MAX ? name.toStringUtf8() : null;
            } else if (keyValue.isBytes(2)) {
                value = keyValue.message();
            }
        }
        if (key != null && value != null && READ.contains(key)) {
            Object read = value(value);
            if (read != null) {
                values.put(key, read);
            }
        }
    }

    /** {@code AnyValue}: string 1, bool 2, int 3, double 4; arrays, maps and bytes are not ours. */
    private static @Nullable Object value(Fields any) {
        Object read = null;
        while (any.next()) {
            if (any.isBytes(1)) {
                ByteString text = any.bytes();
                read = text.size() <= TEXT_BYTES_MAX ? text.toStringUtf8() : read;
            } else if (any.isVarint(2)) {
                read = any.varint() != 0;
            } else if (any.isVarint(3)) {
                read = any.varint();
            } else if (any.isFixed64(4)) {
                read = Double.longBitsToDouble(any.fixed64());
            }
        }
        return read;
    }

    /** The first of the keys that has a text which is not blank, trimmed. */
    @Nullable String text(String... keys) {
        for (String key : keys) {
            if (find(key) instanceof String text && !text.isBlank()) {
                return text.strip();
            }
        }
        return null;
    }

    /** The first of the keys that has a number. */
    OptionalDouble number(String... keys) {
        for (String key : keys) {
            if (find(key) instanceof Number number) {
                return OptionalDouble.of(number.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    /** One of the keys is true. */
    boolean isTrue(String... keys) {
        for (String key : keys) {
            if (Boolean.TRUE.equals(find(key))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object find(String key) {
        Object own = values.get(key);
        return own != null || behind == null ? own : behind.find(key);
    }
}
