package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on one leg, when nothing more is known to come.
 *
 * @param callId SIP Call-ID
 * @param from who sent the first INVITE
 * @param to whom it was sent to
 * @param caller user part of the From URI, empty when there is none
 * @param called user part of the Request-URI, empty when there is none
 * @param invitedMicros time of the first INVITE, microseconds since 1970
 * @param pddMillis RFC 6076 SRD: until the first provisional other than 100, or 200; null without
 * @param progressed a provisional other than 100 was seen
 * @param status last final response, 0 when there was none
 * @param delivered answered, busy, rung and not picked up, or rejected by the callee (E.425)
 * @param q850Cause of the final response or, once answered, of the BYE; 0 when there is none
 * @param answeredMicros time of the first 2xx, null when it was not answered
 * @param endedMicros time of the BYE, null when none was seen
 * @param endedByCalled the called end sent the BYE
 */
public record LegCall(
        String callId,
        IpEndpoint from,
        IpEndpoint to,
        String caller,
        String called,
        long invitedMicros,
        @Nullable Double pddMillis,
        boolean progressed,
        int status,
        boolean delivered,
        int q850Cause,
        @Nullable Long answeredMicros,
        @Nullable Long endedMicros,
        boolean endedByCalled) {}
