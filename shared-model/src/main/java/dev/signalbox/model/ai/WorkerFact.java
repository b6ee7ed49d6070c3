package dev.signalbox.model.ai;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a voice worker reports of a conversation, from one span. Nothing of what was said is kept.
 * Times are by the worker's clock; durations are right even when that clock is not.
 */
public sealed interface WorkerFact {

    /** Who and which. */
    Origin origin();

    /**
     * Who and which.
     *
     * @param traceId 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     * @param callId the SIP Call-ID when the span names it, else null
     * @param service as in targets; empty when the span names none
     * @param startedAt by the worker's clock
     * @param durationMillis from start to end, never negative
     */
    record Origin(
            String traceId,
            String spanId,
            @Nullable String callId,
            String service,
            Instant startedAt,
            double durationMillis) {

        /** When the span ended, by the worker's clock. */
        public Instant endedAt() {
            return startedAt.plusNanos((long) (durationMillis * 1_000_000));
        }
    }

    /**
     * A call to an AI provider.
     *
     * @param provider what the span calls it; not yet matched to the policy
     * @param model as the span names it, empty when it does not
     * @param firstMillis time to the first token (LLM), first audio (TTS, realtime) or transcript
     *     (STT); null when it was not reached or not said
     */
    record ProviderCall(
            Origin origin,
            Stage stage,
            ProviderName provider,
            String model,
            @Nullable Double firstMillis,
            CallResult result)
            implements WorkerFact {}

    /**
     * A provider as a span names it.
     *
     * @param name {@code gen_ai.provider.name} or the framework's own attribute, lower case
     * @param modelRegion when the span says it, else null
     * @param host {@code server.address} when the span says it, else null
     */
    record ProviderName(String name, @Nullable String modelRegion, @Nullable String host) {}

    /** A call to something else that the conversation needs: CRM, knowledge base, database. */
    record DependencyCall(Origin origin, String dependency, CallResult result)
            implements WorkerFact {}

    /**
     * One turn of the conversation.
     *
     * @param answerMillis from the caller's last word to the agent's first sound; null when the
     *     agent did not speak
     * @param interrupted the caller spoke into the agent's turn
     */
    record Turn(Origin origin, @Nullable Double answerMillis, boolean interrupted)
            implements WorkerFact {}

    /** The conversation as a whole; its span ends with it. */
    record Conversation(Origin origin) implements WorkerFact {}
}
