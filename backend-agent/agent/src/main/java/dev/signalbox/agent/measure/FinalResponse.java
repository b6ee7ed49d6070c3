package dev.signalbox.agent.measure;

/**
 * A final response to an INVITE and what it means.
 *
 * @param status 200 to 699
 * @param q850Cause of its Reason header (RFC 3326), 0 when there is none
 * @param cause whose doing it is
 * @param delivered the network did its work: answered, busy, rung and not picked up, or rejected by
 *     the callee (ITU-T E.425)
 */
record FinalResponse(int status, int q850Cause, FinalCause cause, boolean delivered) {

    /**
     * Judges it.
     *
     * @param progressed a provisional response other than 100 came before
     */
    static FinalResponse of(int status, int q850Cause, boolean progressed) {
        FinalCause cause = FinalCause.of(status, q850Cause, progressed);
        return new FinalResponse(
                status, q850Cause, cause, delivered(status, q850Cause, cause, progressed));
    }

    private static boolean delivered(
            int status, int q850Cause, FinalCause cause, boolean progressed) {
        if (cause == FinalCause.CARRIER) {
            return false;
        }
        return switch (q850Cause) {
            // User busy, no user responding, no answer, rejected.
            case 17, 18, 19, 21 -> true;
            default ->
                    switch (status) {
                        case 480, 486, 600, 603 -> true;
                        case 408, 487 -> progressed;
                        default -> status < 300;
                    };
        };
    }
}
