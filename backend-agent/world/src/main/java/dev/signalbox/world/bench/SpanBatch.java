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
import java.util.Map;

/** Spans as Pipecat sends them for a turn, transcript included, each with ids of its own. */
final class SpanBatch {

    private static final String SAID = "I would like to move my appointment to Friday. ".repeat(6);
    private static final String[] STAGES = {"stt", "llm", "tts", "turn"};
    private static final long SPAN_NANOS = 400_000_000;

    private final long run;
    private final Worker worker;
    private long spans;

    /**
     * Whose spans these are.
     *
     * @param service name of the application
     * @param providers what its spans call the provider of each stage
     * @param modelRegion of the providers
     */
    record Worker(String service, Map<String, String> providers, String modelRegion) {

        /** Known to no policy. */
        static final Worker STRANGER =
                new Worker(
                        "bench", Map.of("stt", "bench", "llm", "bench", "tts", "bench"), "bench");

        /** One of the demo's, with its providers. */
        static final Worker DEMO =
                new Worker(
                        "bookings",
                        Map.of("stt", "hark-ai", "llm", "acme-ai", "tts", "verse-ai"),
                        "eu");
    }

    /**
     * @param run tells the ids of this run from those of another
     */
    SpanBatch(long run, Worker worker) {
        this.run = run;
        this.worker = worker;
    }

    ExportTraceServiceRequest next(int count) {
        Instant now = Instant.now();
        long endNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < count; i++) {
            spans++;
            String stage = STAGES[(int) (spans % STAGES.length)];
            String provider = worker.providers().get(stage);
            Span.Builder span =
                    Span.newBuilder()
                            .setTraceId(id(run, spans / STAGES.length + 1))
                            .setSpanId(
                                    ByteString.copyFrom(
                                            ByteBuffer.allocate(8).putLong(spans).flip()))
                            .setName(stage)
                            .setStartTimeUnixNano(endNanos - SPAN_NANOS)
                            .setEndTimeUnixNano(endNanos)
                            .addAttributes(text("gen_ai.request.model", "bench-1"))
                            .addAttributes(text("sip.call_id", "bench-" + spans / 40))
                            .addAttributes(text(stage.equals("stt") ? "transcript" : "text", SAID))
                            .addAttributes(number("metrics.ttfb", 0.3));
            if (provider != null) {
                span.addAttributes(text("gen_ai.provider.name", provider))
                        .addAttributes(text("signalbox.model_region", worker.modelRegion()));
            }
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(
                                                        text("service.name", worker.service())))
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
