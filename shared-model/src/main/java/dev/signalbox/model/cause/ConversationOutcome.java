package dev.signalbox.model.cause;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a platform says a conversation ended. At least one of the two ids is there.
 *
 * @param id the sender's own, unique; a second one with the same id is a repetition
 * @param callId SIP Call-ID, or null
 * @param traceId of the worker's spans, or null
 * @param service as in targets
 * @param endedReason the platform's own word, for example {@code customer-ended-call}
 * @param endedAt by the sender's clock
 */
public record ConversationOutcome(
        String id,
        @Nullable String callId,
        @Nullable String traceId,
        String service,
        String endedReason,
        Instant endedAt) {}
