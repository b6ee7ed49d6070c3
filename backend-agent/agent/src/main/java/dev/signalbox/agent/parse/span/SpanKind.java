package dev.signalbox.agent.parse.span;

import dev.signalbox.model.ai.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a span is about, by its name: Pipecat, LiveKit Agents, and the GenAI conventions of
 * OpenTelemetry.
 */
enum SpanKind {
    CONVERSATION,
    TURN,
    STT,
    LLM,
    TTS,
    REALTIME,
    DEPENDENCY;

    /**
     * @param operation {@code gen_ai.operation.name}, or null
     * @param stage {@code signalbox.stage}, which outranks the name, or null
     */
    static Optional<SpanKind> of(String name, @Nullable String operation, @Nullable String stage) {
        if (stage != null) {
            return Stage.of(stage).map(SpanKind::of);
        }
        SpanKind byName = ofName(name);
        return byName != null ? Optional.of(byName) : ofOperation(operation);
    }

    private static SpanKind of(Stage stage) {
        return switch (stage) {
            case STT -> STT;
            case LLM -> LLM;
            case TTS -> TTS;
            case REALTIME -> REALTIME;
        };
    }

    private static @Nullable SpanKind ofName(String name) {
        return switch (name) {
            case "conversation", "agent_session" -> CONVERSATION;
            case "turn", "agent_turn" -> TURN;
            case "stt", "stt_request", "stt_request_run" -> STT;
            case "llm", "llm_request", "llm_request_run" -> LLM;
            case "tts", "tts_request", "tts_request_run" -> TTS;
            case "realtime", "realtime_request", "realtime_request_run" -> REALTIME;
            case "execute_tool", "function_tool" -> DEPENDENCY;
            default -> name.startsWith("execute_tool ") ? DEPENDENCY : null;
        };
    }

    private static Optional<SpanKind> ofOperation(@Nullable String operation) {
        if (operation == null) {
            return Optional.empty();
        }
        return switch (operation) {
            case "chat", "text_completion", "generate_content" -> Optional.of(LLM);
            case "execute_tool" -> Optional.of(DEPENDENCY);
            default -> Optional.empty();
        };
    }
}
