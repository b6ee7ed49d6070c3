package dev.signalbox.agent.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a SIP response matters to a probe.
 *
 * @param callId the Call-ID, which only the prober and the carrier know
 * @param method of the CSeq: what it answers
 * @param status 100 to 699
 * @param toTag the far side's tag, empty when it gave none
 * @param contact the far side's Contact, null without a numeric one: nothing is looked up
 * @param routes Record-Route in the order of the message
 * @param arrivalNanos monotonic time of arrival
 */
record SipAnswer(
        String callId,
        String method,
        int status,
        String toTag,
        @Nullable String contact,
        List<String> routes,
        long arrivalNanos) {}
