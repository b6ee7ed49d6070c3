package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.media.Codec;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** All that is known of one call. Facts may come in any order; equal facts make equal contents. */
final class CallFacts {

    private static final Comparator<ConversationOutcome> LATEST =
            Comparator.comparing(ConversationOutcome::endedAt)
                    .thenComparing(ConversationOutcome::id)
                    .thenComparing(ConversationOutcome::endedReason)
                    .thenComparing(ConversationOutcome::service);

    final SipFacts sip = new SipFacts();
    final MediaFacts media = new MediaFacts();
    final WorkerFacts worker = new WorkerFacts();
    private @Nullable ConversationOutcome outcome;
    private String spanService = "";

    /** The worse direction of its media, null when nobody reported what it receives. */
    MediaFacts.@Nullable Quality media() {
        Codec audio = sip.audio();
        return media.quality(audio == null ? 0 : audio.clockHz());
    }

    /** The last word of the platform stands. */
    void accept(ConversationOutcome said) {
        if (outcome == null || LATEST.compare(outcome, said) < 0) {
            outcome = said;
        }
    }

    @Nullable ConversationOutcome outcome() {
        return outcome;
    }

    void namedBySpan(String service) {
        if (!service.isEmpty() && (spanService.isEmpty() || service.compareTo(spanService) < 0)) {
            spanService = service;
        }
    }

    /** Adds what was reported under a trace id alone: spans and outcomes. */
    void add(CallFacts other) {
        worker.add(other.worker);
        namedBySpan(other.spanService);
        if (other.outcome != null) {
            accept(other.outcome);
        }
    }

    /** Empty when nobody named it. */
    String service() {
        return outcome == null || outcome.service().isEmpty() ? spanService : outcome.service();
    }

    /** A conversation took place, as far as is known. */
    boolean conversation() {
        return outcome != null || sip.answered() || worker.spans() > 0;
    }
}
