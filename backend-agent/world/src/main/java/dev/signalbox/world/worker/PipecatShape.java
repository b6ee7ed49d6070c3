package dev.signalbox.world.worker;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;

/** Spans as Pipecat sends them; the Call-ID is on all of them, as with its span attributes set. */
final class PipecatShape implements SpanShape {

    @Override
    public Span conversation(Trace trace, Instant start, Instant end) {
        return span("conversation", trace, trace.root(), com.google.protobuf.ByteString.EMPTY)
                .from(start, end)
                .put("conversation.type", "voice")
                .build();
    }

    @Override
    public Span turn(Trace trace, Turn turn, Instant end) {
        SpanBuilder span =
                span("turn", trace, turn.spanId(), trace.root())
                        .from(turn.start(), end)
                        .put("turn.number", turn.number())
                        .put("turn.was_interrupted", turn.interrupted());
        Long answerMillis = turn.answerMillis();
        if (answerMillis != null) {
            span.put("turn.user_bot_latency_seconds", answerMillis / 1e3);
        }
        return span.build();
    }

    @Override
    public Span provider(Trace trace, Turn turn, ProviderCall call) {
        String stage = call.provider().stage();
        SpanBuilder span =
                SpanShape.withProvider(span(stage, trace, trace.newSpanId(), turn.spanId()), call);
        Long firstMillis = call.firstMillis();
        if (firstMillis != null) {
            span.put("metrics.ttfb", firstMillis / 1e3);
        }
        switch (stage) {
            case "stt" -> span.put("transcript", WORDS);
            case "tts" -> span.put("text", WORDS);
            default -> span.put("input", WORDS).put("output", WORDS);
        }
        return span.build();
    }

    @Override
    public Span tool(Trace trace, Turn turn, String service, Instant start, Instant end) {
        return span("execute_tool", trace, trace.newSpanId(), turn.spanId())
                .from(start, end)
                .put("peer.service", service)
                .put("gen_ai.tool.name", "look_up")
                .put("gen_ai.prompt.0.content", WORDS)
                .build();
    }

    private static SpanBuilder span(
            String name,
            Trace trace,
            com.google.protobuf.ByteString id,
            com.google.protobuf.ByteString parent) {
        return new SpanBuilder(name, trace, id, parent).put("sip.call_id", trace.callId());
    }
}
