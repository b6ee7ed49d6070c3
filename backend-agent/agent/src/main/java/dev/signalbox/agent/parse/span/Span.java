package dev.signalbox.agent.parse.span;

import com.google.protobuf.ByteString;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.target.Target;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is looked at of one span, and what its attributes mean in each framework's words. */
final class Span {

    /** No call lasts longer: such a span comes from a broken clock. */
    static final double DURATION_MILLIS_MAX = 24 * 3_600_000.0;

    private static final int CALL_ID_CHARACTERS_MAX = 255;
    private static final int MODEL_CHARACTERS_MAX = 128;
    private static final int HOST_CHARACTERS_MAX = 253;
    private static final int NAME_BYTES_MAX = 256;

    /** {@code Status.StatusCode.STATUS_CODE_ERROR}. */
    private static final int STATUS_ERROR = 2;

    /** LiveKit's JSON of figures on {@code llm_request} and {@code tts_request}. */
    private static final Pattern LIVEKIT_FIRST =
            Pattern.compile(
                    "\"ttf[tb]\"\\s*:\\s*([0-9]{1,9}(?:\\.[0-9]{0,20})?(?:[eE]-?[0-9]{1,2})?)");

    private static final Pattern LIVEKIT_PROVIDER =
            Pattern.compile("\"model_provider\"\\s*:\\s*\"([^\"\\\\]{1,63})\"");

    private final Attributes attributes;
    private String traceId = "";
    private String spanId = "";
    private String name = "";
    private long startNanos;
    private long endNanos;
    private boolean failed;

    private Span(Attributes resource) {
        attributes = new Attributes(resource);
    }

    /** {@code Span}: ids 1 and 2, name 5, times 7 and 8, attributes 9, status 15. */
    static Span read(Fields fields, Attributes resource) {
        Span span = new Span(resource);
        while (fields.next()) {
            if (fields.isBytes(1)) {
                span.traceId = id(fields.bytes(), 16);
            } else if (fields.isBytes(2)) {
                span.spanId = id(fields.bytes(), 8);
            } else if (fields.isBytes(5)) {
                ByteString name = fields.bytes();
                span.name = name.size() <= NAME_BYTES_MAX ? name.toStringUtf8() : "";
            } else if (fields.isFixed64(7)) {
                span.startNanos = fields.fixed64();
            } else if (fields.isFixed64(8)) {
                span.endNanos = fields.fixed64();
            } else if (fields.isBytes(9)) {
                span.attributes.take(fields.message());
            } else if (fields.isBytes(15)) {
                Fields status = fields.message();
                while (status.next()) {
                    if (status.isVarint(3)) {
                        span.failed = status.varint() == STATUS_ERROR;
                    }
                }
            }
        }
        return span;
    }

    /** Empty when it has another length or is all zeros, which OTLP calls invalid. */
    private static String id(ByteString id, int bytes) {
        String hex = id.size() == bytes ? HexFormat.of().formatHex(id.toByteArray()) : "";
        return hex.chars().allMatch(c -> c == '0') ? "" : hex;
    }

    /** 32 hexadecimal digits, or empty. */
    String traceId() {
        return traceId;
    }

    /** 16 hexadecimal digits, or empty. */
    String spanId() {
        return spanId;
    }

    /** LiveKit's attempt inside a request: the request around it is a span too. */
    boolean attempt() {
        return name.endsWith("_request_run");
    }

    /** Nanoseconds since 1970 by the worker's clock; not positive when it is missing. */
    long startNanos() {
        return startNanos;
    }

    boolean hasTimes() {
        return startNanos > 0 && endNanos > 0;
    }

    double durationMillis() {
        return (endNanos - startNanos) / 1e6;
    }

    /** Null when it is nothing we know. */
    @Nullable SpanKind kind() {
        return SpanKind.of(
                        name,
                        attributes.text("gen_ai.operation.name"),
                        attributes.text("signalbox.stage"))
                .orElse(null);
    }

    /** Lower case; empty when none is named, null when it cannot be a name. */
    @Nullable String service() {
        String service = attributes.text("signalbox.service", "service.name");
        // What SDKs say when nobody named the service.
        if (service == null || service.startsWith("unknown_service")) {
            return "";
        }
        return Target.Names.isName(lower(service)) ? lower(service) : null;
    }

    @Nullable String callId() {
        return plain(attributes.text("sip.call_id", "sip.callID"), CALL_ID_CHARACTERS_MAX);
    }

    /** Lower case; null when none is named. */
    @Nullable String provider() {
        String provider = attributes.text("gen_ai.provider.name", "gen_ai.system");
        String figures = attributes.text("lk.llm_metrics", "lk.tts_metrics");
        if (provider == null && figures != null) {
            Matcher matcher = LIVEKIT_PROVIDER.matcher(figures);
            return matcher.find() ? lower(matcher.group(1)) : null;
        }
        return provider == null ? null : lower(provider);
    }

    /** Lower case; null when none is named. */
    @Nullable String modelRegion() {
        String region = attributes.text("signalbox.model_region");
        return region == null ? null : lower(region);
    }

    @Nullable String host() {
        String host = plain(attributes.text("server.address"), HOST_CHARACTERS_MAX);
        return host == null ? null : lower(host);
    }

    /** Empty when it is not said. */
    String model() {
        String model = plain(attributes.text("gen_ai.request.model"), MODEL_CHARACTERS_MAX);
        return model == null ? "" : model;
    }

    /** Lower case; null when none is named. */
    @Nullable String dependency() {
        String dependency =
                attributes.text("peer.service", "gen_ai.tool.name", "lk.function_tool.name");
        return dependency == null ? null : lower(dependency);
    }

    /** Time to the first token, audio or transcript; null when it is not said. */
    @Nullable Double firstMillis() {
        OptionalDouble seconds =
                attributes.number(
                        "metrics.ttfb",
                        "lk.response.ttft",
                        "lk.response.ttfb",
                        "gen_ai.server.time_to_first_token",
                        "gen_ai.response.time_to_first_chunk");
        String figures = attributes.text("lk.llm_metrics", "lk.tts_metrics");
        if (seconds.isEmpty() && figures != null) {
            Matcher matcher = LIVEKIT_FIRST.matcher(figures);
            if (matcher.find()) {
                seconds = OptionalDouble.of(Double.parseDouble(matcher.group(1)));
            }
        }
        return millis(seconds);
    }

    /** From the caller's last word to the agent's first sound; null when it is not said. */
    @Nullable Double answerMillis() {
        return millis(attributes.number("turn.user_bot_latency_seconds", "lk.e2e_latency"));
    }

    boolean interrupted() {
        return attributes.isTrue("turn.was_interrupted", "lk.interrupted");
    }

    CallResult result() {
        double status = attributes.number("http.response.status_code").orElse(0);
        CallResult result =
                ErrorTypes.of(
                        failed, attributes.text("error.type", "exception.type"), (int) status);
        return result == CallResult.OK && attributes.isTrue("lk.function_tool.is_error")
                ? CallResult.OTHER_ERROR
                : result;
    }

    private static @Nullable Double millis(OptionalDouble seconds) {
        double millis = seconds.orElse(-1) * 1_000;
        return millis >= 0 && millis <= DURATION_MILLIS_MAX ? Double.valueOf(millis) : null;
    }

    /** Printable ASCII without spaces: what Call-IDs, hosts and names of models are made of. */
    private static @Nullable String plain(@Nullable String text, int charactersMax) {
        return text != null
                        && text.length() <= charactersMax
                        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? text
                : null;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
