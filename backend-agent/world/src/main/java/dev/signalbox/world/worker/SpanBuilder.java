package dev.signalbox.world.worker;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;

/** One OTLP span, attribute by attribute. */
final class SpanBuilder {

    private final Span.Builder span = Span.newBuilder();

    SpanBuilder(String name, Trace trace, ByteString id, ByteString parent) {
        span.setName(name)
                .setTraceId(trace.id())
                .setSpanId(id)
                .setParentSpanId(parent)
                .setKind(Span.SpanKind.SPAN_KIND_INTERNAL);
    }

    SpanBuilder from(Instant start, Instant end) {
        span.setStartTimeUnixNano(nanos(start)).setEndTimeUnixNano(nanos(end));
        return this;
    }

    SpanBuilder put(String key, String value) {
        return put(key, AnyValue.newBuilder().setStringValue(value));
    }

    SpanBuilder put(String key, double value) {
        return put(key, AnyValue.newBuilder().setDoubleValue(value));
    }

    SpanBuilder put(String key, long value) {
        return put(key, AnyValue.newBuilder().setIntValue(value));
    }

    SpanBuilder put(String key, boolean value) {
        return put(key, AnyValue.newBuilder().setBoolValue(value));
    }

    /** Marks it as failed; {@code httpStatus} 0 when there was none. */
    SpanBuilder failed(String errorType, int httpStatus) {
        span.setStatus(
                Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(errorType));
        if (httpStatus != 0) {
            put("http.response.status_code", httpStatus);
        }
        return put("error.type", errorType);
    }

    /** An event with words in it, as some frameworks record prompts. */
    SpanBuilder event(String name, String words) {
        span.addEvents(
                Span.Event.newBuilder()
                        .setName(name)
                        .setTimeUnixNano(span.getStartTimeUnixNano())
                        .addAttributes(
                                KeyValue.newBuilder()
                                        .setKey("content")
                                        .setValue(AnyValue.newBuilder().setStringValue(words))));
        return this;
    }

    Span build() {
        return span.build();
    }

    private SpanBuilder put(String key, AnyValue.Builder value) {
        span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value));
        return this;
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000 + at.getNano();
    }
}
