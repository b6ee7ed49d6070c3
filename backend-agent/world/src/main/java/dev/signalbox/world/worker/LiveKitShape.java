package dev.signalbox.world.worker;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;

/**
 * Spans as LiveKit Agents sends them; the Call-ID is on its session and turns only, so that calls
 * to providers are joined by their trace.
 */
final class LiveKitShape implements SpanShape {

    @Override
    public Span conversation(Trace trace, Instant start, Instant end) {
        return new SpanBuilder("agent_session", trace, trace.root(), ByteString.EMPTY)
                .from(start, end)
                .put("sip.callID", trace.callId())
                .put("lk.chat_ctx_text", WORDS)
                .build();
    }

    @Override
    public Span turn(Trace trace, Turn turn, Instant end) {
        SpanBuilder span =
                new SpanBuilder("agent_turn", trace, turn.spanId(), trace.root())
                        .from(turn.start(), end)
                        .put("sip.callID", trace.callId())
                        .put("lk.interrupted", turn.interrupted());
        Long answerMillis = turn.answerMillis();
        if (answerMillis != null) {
            span.put("lk.e2e_latency", answerMillis / 1e3);
        }
        return span.build();
    }

    @Override
    public Span provider(Trace trace, Turn turn, ProviderCall call) {
        String stage = call.provider().stage();
        SpanBuilder span =
                SpanShape.withProvider(
                        new SpanBuilder(
                                stage + "_request_run", trace, trace.newSpanId(), turn.spanId()),
                        call);
        Long firstMillis = call.firstMillis();
        if (firstMillis != null) {
            String key = stage.equals("llm") ? "lk.response.ttft" : "lk.response.ttfb";
            span.put(key, firstMillis / 1e3);
        }
        return span.put("lk.response.text", WORDS).event("gen_ai.user.message", WORDS).build();
    }

    @Override
    public Span tool(Trace trace, Turn turn, String service, Instant start, Instant end) {
        return new SpanBuilder("function_tool", trace, trace.newSpanId(), turn.spanId())
                .from(start, end)
                .put("lk.function_tool.name", "look_up")
                .put("peer.service", service)
                .put("lk.function_tool.text", WORDS)
                .build();
    }
}
