package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.agent.measure.CallScore;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.quality.EModel;
import dev.signalbox.model.quality.Impairment;
import dev.signalbox.model.quality.Transmission;
import dev.signalbox.model.target.Target;
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

    /**
     * How the call scored on its carrier, null when it was not answered there.
     *
     * @see CallScore
     */
    @Nullable CallScore score() {
        Target.Trunk trunk = sip.trunk();
        SipFacts.Attempt attempt = sip.decisive();
        if (trunk == null || attempt == null || !attempt.answered) {
            return null;
        }
        Codec audio = sip.audio();
        Impairment impairment = audio == null ? null : audio.impairment(false);
        Double loss = media.lossRatio();
        Double mos =
                impairment == null || loss == null
                        ? null
                        : Double.valueOf(
                                EModel.rate(impairment, new Transmission(0, loss * 100, 1)).mos());
        return new CallScore(trunk, attempt.outbound, mos, isFalseAnswer(attempt));
    }

    private boolean isFalseAnswer(SipFacts.Attempt attempt) {
        CallEvent.Ended ended = sip.ended();
        return attempt.outbound
                && ended != null
                && attempt.local != null
                && ended.at().nanos() - attempt.answeredNanos < CallScore.FALSE_ANSWER_NANOS_MAX
                && media.heardNothing(attempt.local);
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
