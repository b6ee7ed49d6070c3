package dev.signalbox.agent.measure;

/**
 * Whose doing a final response to an INVITE is. A Q.850 cause in the Reason header (RFC 3326)
 * outranks the SIP status, because gateways map many causes to one status.
 */
enum FinalCause {
    /** 2xx. */
    ANSWERED,
    /** The callee's: busy, no answer, declined, no such number. The carrier did its work. */
    CALLEE,
    /** The carrier's or the network's: another carrier may complete the call. */
    CARRIER,
    /**
     * Neither: redirection, cancelled by the caller, credentials, blocking, a fault of our own
     * request. Says nothing of the road and moves nothing.
     */
    NEUTRAL;

    /**
     * Judges a final response.
     *
     * @param status 200 to 699
     * @param q850Cause 1 to 127, 0 when the response carries none
     * @param progressed whether a provisional other than 100 came before
     */
    static FinalCause of(int status, int q850Cause, boolean progressed) {
        if (status < 300) {
            return ANSWERED;
        }
        if (status == 401 || status == 407 || status == 607 || status == 608) {
            // Blocking is never rerouted, whatever cause comes with it (RFC 8197, RFC 8688).
            return NEUTRAL;
        }
        return switch (q850Cause) {
            // Destination out of order, no circuit, network out of order, temporary failure,
            // switching equipment congestion.
            case 27, 34, 38, 41, 42 -> CARRIER;
            // Unallocated, clearing, busy, no user responding, no answer, absent, rejected,
            // number changed, invalid number format.
            case 1, 16, 17, 18, 19, 20, 21, 22, 28 -> CALLEE;
            default -> ofStatus(status, progressed);
        };
    }

    private static FinalCause ofStatus(int status, boolean progressed) {
        return switch (status) {
            // Rang, and nobody picked up in time; without ringing the carrier itself timed out.
            case 408 -> progressed ? CALLEE : CARRIER;
            case 404, 410, 480, 484, 486, 600, 603, 604 -> CALLEE;
            default -> status >= 500 && status < 600 ? CARRIER : NEUTRAL;
        };
    }
}
