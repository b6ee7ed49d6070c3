package dev.signalbox.model.sip;

import org.jspecify.annotations.Nullable;

/** A SIP message (RFC 3261) reduced to the fields that calls are tracked by. */
public sealed interface SipMessage {

    /** Call-ID, as sent. */
    String callId();

    /** Tag of the From header, empty when the sender (RFC 2543) sent none. */
    String fromTag();

    /** Tag of the To header, or null: a request without it starts a dialog. */
    @Nullable String toTag();

    /** Number of the CSeq header, 0 to 2^31 - 1. */
    long cseq();

    /** Method of the CSeq header, upper case. */
    String cseqMethod();

    /** Branch of the topmost Via, empty when there is none. */
    String branch();

    /**
     * A request.
     *
     * @param method the method of the request line, upper case
     * @param requestUser user part of the Request-URI, empty when there is none
     * @param fromUser user part of the From URI, empty when there is none
     * @param q850Cause cause of a {@code Reason: Q.850} header (RFC 3326), which a BYE may carry,
     *     or 0 when there is none
     */
    record Request(
            String method,
            String requestUser,
            String fromUser,
            int q850Cause,
            String callId,
            String fromTag,
            @Nullable String toTag,
            long cseq,
            String cseqMethod,
            String branch)
            implements SipMessage {

        /** A request without a Reason header. */
        public Request(
                String method,
                String requestUser,
                String fromUser,
                String callId,
                String fromTag,
                @Nullable String toTag,
                long cseq,
                String cseqMethod,
                String branch) {
            this(
                    method,
                    requestUser,
                    fromUser,
                    0,
                    callId,
                    fromTag,
                    toTag,
                    cseq,
                    cseqMethod,
                    branch);
        }
    }

    /**
     * A response.
     *
     * @param status 100 to 699
     * @param q850Cause cause of a {@code Reason: Q.850} header (RFC 3326), or 0 when there is none
     * @param audioClockHz RTP clock of the first audio format of its SDP (RFC 8866), or 0 when it
     *     has none or does not say
     */
    record Response(
            int status,
            int q850Cause,
            int audioClockHz,
            String callId,
            String fromTag,
            @Nullable String toTag,
            long cseq,
            String cseqMethod,
            String branch)
            implements SipMessage {

        /** A response without SDP. */
        public Response(
                int status,
                int q850Cause,
                String callId,
                String fromTag,
                @Nullable String toTag,
                long cseq,
                String cseqMethod,
                String branch) {
            this(status, q850Cause, 0, callId, fromTag, toTag, cseq, cseqMethod, branch);
        }
    }
}
