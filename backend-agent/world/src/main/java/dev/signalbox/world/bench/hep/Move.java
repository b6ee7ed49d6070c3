package dev.signalbox.world.bench.hep;

/** One SIP message of a call on a carrier leg, named by what it does there. */
enum Move {
    INVITE("INVITE", 0, By.CALLER),
    /** Once more after a challenge, with credentials: next CSeq, a branch of its own. */
    INVITE_WITH_CREDENTIALS("INVITE", 0, By.CALLER),
    TRYING("INVITE", 100, By.CALLED),
    RINGING("INVITE", 180, By.CALLED),
    /** Early media: the announcement is heard before the answer. */
    PROGRESS("INVITE", 183, By.CALLED),
    ANSWER("INVITE", 200, By.CALLED),
    CHALLENGE("INVITE", 407, By.CALLED),
    NOT_FOUND("INVITE", 404, By.CALLED),
    NO_ANSWER("INVITE", 480, By.CALLED),
    BUSY("INVITE", 486, By.CALLED),
    TERMINATED("INVITE", 487, By.CALLED),
    CARRIER_ERROR("INVITE", 500, By.CALLED),
    UNAVAILABLE("INVITE", 503, By.CALLED),
    DECLINED("INVITE", 603, By.CALLED),
    ACK("ACK", 0, By.CALLER),
    /** Of a failure: in the INVITE's own transaction (RFC 3261 section 17.1.1.3). */
    ACK_OF_FAILURE("ACK", 0, By.CALLER),
    CANCEL("CANCEL", 0, By.CALLER),
    CANCEL_TAKEN("CANCEL", 200, By.CALLED),
    PRACK("PRACK", 0, By.CALLER),
    PRACK_TAKEN("PRACK", 200, By.CALLED),
    BYE("BYE", 0, By.CALLER),
    BYE_TAKEN("BYE", 200, By.CALLED),
    BYE_OF_CALLED("BYE", 0, By.CALLED),
    BYE_OF_CALLED_TAKEN("BYE", 200, By.CALLER),
    /** A second branch of a forked call answers too. */
    FORK_ANSWER("INVITE", 200, By.CALLED),
    FORK_ACK("ACK", 0, By.CALLER),
    FORK_BYE("BYE", 0, By.CALLER),
    FORK_BYE_TAKEN("BYE", 200, By.CALLED),
    HOLD("INVITE", 0, By.CALLER),
    HOLD_TAKEN("INVITE", 200, By.CALLED),
    HOLD_ACK("ACK", 0, By.CALLER),
    UPDATE("UPDATE", 0, By.CALLER),
    UPDATE_TAKEN("UPDATE", 200, By.CALLED),
    INFO("INFO", 0, By.CALLER),
    INFO_TAKEN("INFO", 200, By.CALLED),
    REFER("REFER", 0, By.CALLER),
    REFER_TAKEN("REFER", 202, By.CALLED),
    NOTIFY("NOTIFY", 0, By.CALLED),
    NOTIFY_TAKEN("NOTIFY", 200, By.CALLER),
    OPTIONS("OPTIONS", 0, By.CALLER),
    OPTIONS_TAKEN("OPTIONS", 200, By.CALLED);

    /** Who sends it. */
    enum By {
        CALLER,
        CALLED
    }

    /** Of the request, or of the one that is answered. */
    final String method;

    /** Of the response; 0 for a request. */
    final int status;

    final By by;

    Move(String method, int status, By by) {
        this.method = method;
        this.status = status;
        this.by = by;
    }

    boolean isRequest() {
        return status == 0;
    }

    /** Belongs to the second branch of a forked call. */
    boolean isOfFork() {
        return switch (this) {
            case FORK_ANSWER, FORK_ACK, FORK_BYE, FORK_BYE_TAKEN -> true;
            default -> false;
        };
    }

    /** The request that begins the call or asks outside of one: it has no To-tag. */
    boolean isOutsideDialog() {
        return switch (this) {
            case INVITE, INVITE_WITH_CREDENTIALS, TRYING, CANCEL, OPTIONS -> true;
            default -> false;
        };
    }

    /** Carries a session description. */
    boolean isWithSession() {
        return switch (this) {
            case INVITE, INVITE_WITH_CREDENTIALS, PROGRESS, ANSWER, FORK_ANSWER, HOLD, HOLD_TAKEN ->
                    true;
            default -> false;
        };
    }
}
