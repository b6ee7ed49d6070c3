package dev.signalbox.world.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Spans as Pipecat sends them for a turn, transcript included, each with ids of its own. */
final class SpanBatch {

    private static final String SAID = "I would like to move my appointment to Friday. ".repeat(6);
    private static final String[] STAGES = {"stt", "llm", "tts", "turn"};
    private static final long SPAN_NANOS = 400_000_000;

    private final long run;
    private long spans;

    /**
     * @param run tells the ids of this run from those of another
     */
    SpanBatch(long run) {
        this.run = run;
    }

    ExportTraceServiceRequest next(int count) {
        Instant now = Instant.now();
        long endNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < count; i++) {
            spans++;
            String stage = STAGES[(int) (spans % STAGES.length)];
            scope.addSpans(
                    Span.newBuilder()
                            .setTraceId(id(run, spans / STAGES.length + 1))
                            .setSpanId(
                                    ByteString.copyFrom(
                                            ByteBuffer.allocate(8).putLong(spans).flip()))
                            .setName(stage)
                            .setStartTimeUnixNano(endNanos - SPAN_NANOS)
                            .setEndTimeUnixNano(endNanos)
                            .addAttributes(text("gen_ai.provider.name", "bench"))
                            .addAttributes(text("gen_ai.request.model", "bench-1"))
                            .addAttributes(text("sip.call_id", "bench-" + spans / 40))
                            .addAttributes(text(stage.equals("stt") ? "transcript" : "text", SAID))
                            .addAttributes(number("metrics.ttfb", 0.3)));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(text("service.name", "bench")))
                                .addScopeSpans(scope))
                .build();
    }

    private static ByteString id(long high, long low) {
        return ByteString.copyFrom(ByteBuffer.allocate(16).putLong(high).putLong(low).flip());
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, double value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setDoubleValue(value))
                .build();
    }
}
