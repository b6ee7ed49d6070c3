package dev.signalbox.agent.measure;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one call on the carrier leg, for those who join it with what else is known of
 * the call.
 */
public sealed interface CallEvent {

    /** Which attempt, and when. */
    At at();

    /**
     * Which attempt, and when.
     *
     * @param callId SIP Call-ID
     * @param trunk of this region
     * @param outbound the call was sent to the carrier; false when it came from there
     * @param nanos monotonic time of arrival of the message
     */
    record At(String callId, Target.Trunk trunk, boolean outbound, long nanos) {}

    /** The first INVITE of an attempt. */
    record Attempted(At at) implements CallEvent {}

    /** A provisional response other than 100. */
    record Progressed(At at) implements CallEvent {}

    /** No response at all in the trunk's own time; one that comes later takes that back. */
    record Unanswered(At at) implements CallEvent {}

    /**
     * 2xx.
     *
     * @param local our end of SIP
     * @param carrier the carrier's end of SIP
     * @param audio the first audio format of the answer, null when it does not tell
     */
    record Answered(At at, IpEndpoint local, IpEndpoint carrier, @Nullable Codec audio)
            implements CallEvent {}

    /**
     * A final response of 300 or above.
     *
     * @param status 300 to 699
     * @param q850Cause 1 to 127, 0 when there is none
     * @param progressed a provisional other than 100 came before
     */
    record Failed(At at, int status, int q850Cause, boolean progressed) implements CallEvent {}

    /**
     * A BYE of an answered call.
     *
     * @param byCarrier the person beyond the carrier hung up; false when our side did
     * @param q850Cause 1 to 127, 0 when there is none
     */
    record Ended(At at, boolean byCarrier, int q850Cause) implements CallEvent {}
}
