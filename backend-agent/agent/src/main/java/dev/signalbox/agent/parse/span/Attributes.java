package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
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

    private static final int KEY = Fields.bytes(1);
    private static final int VALUE = Fields.bytes(2);
    private static final int STRING_VALUE = Fields.bytes(1);
    private static final int BOOL_VALUE = Fields.varint(2);
    private static final int INT_VALUE = Fields.varint(3);
    private static final int DOUBLE_VALUE = Fields.fixed64(4);

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
    void take(ByteString keyValue) throws IOException {
        String key = null;
        ByteString value = null;
        CodedInputStream fields = Fields.of(keyValue);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == KEY) {
                ByteString name = fields.readBytes();
                key = name.size() <= KEY_BYTES_MAX ? name.toStringUtf8() : null;
            } else if (tag == VALUE) {
                value = fields.readBytes();
            } else {
                fields.skipField(tag);
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
    private static @Nullable Object value(ByteString any) throws IOException {
        Object read = null;
        CodedInputStream fields = Fields.of(any);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == STRING_VALUE) {
                ByteString text = fields.readBytes();
                read = text.size() <= TEXT_BYTES_MAX ? text.toStringUtf8() : read;
            } else if (tag == BOOL_VALUE) {
                read = fields.readBool();
            } else if (tag == INT_VALUE) {
                read = fields.readInt64();
            } else if (tag == DOUBLE_VALUE) {
                read = fields.readDouble();
            } else {
                fields.skipField(tag);
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
