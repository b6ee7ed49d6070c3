package dev.signalbox.model.cause;

import dev.signalbox.model.target.Target.Trunk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one call ended, as far as is known now; what arrives later may revise it.
 *
 * @param sequence grows with every verdict and every revision within a run of the agent
 * @param callId SIP Call-ID; the trace id when no SIP of the call was seen
 * @param service as in targets; empty when nobody named it
 * @param trunk the last trunk that carried it, null when none is known
 * @param endedAt when the agent learnt that it ended
 * @param tag the one cause
 * @param suspected infrastructure is suspected only: the ending itself looked like {@code given}
 * @param given what the ending alone would have said, before what is known of this very call was
 *     joined
 * @param reason why this tag, one sentence
 * @param evidence what SIP, media and providers showed for this call, each a short sentence
 */
public record CallVerdict(
        long sequence,
        String callId,
        String service,
        @Nullable Trunk trunk,
        Instant endedAt,
        Tag tag,
        boolean suspected,
        Tag given,
        String reason,
        List<String> evidence) {

    public CallVerdict {
        evidence = List.copyOf(evidence);
    }
}
