package dev.signalbox.model.sip;

/** Methods of SIP requests: RFC 3261 and those that the IANA registry adds. */
public enum SipMethod {
    INVITE,
    ACK,
    BYE,
    CANCEL,
    OPTIONS,
    REGISTER,
    /** RFC 3262: acknowledges a provisional response. */
    PRACK,
    /** RFC 3311. */
    UPDATE,
    /** RFC 6086: for example DTMF. */
    INFO,
    /** RFC 3515: transfers. */
    REFER,
    /** RFC 6665. */
    SUBSCRIBE,
    /** RFC 6665. */
    NOTIFY,
    /** RFC 3903: for example quality reports (RFC 6035). */
    PUBLISH,
    /** RFC 3428. */
    MESSAGE,
    /** Any other. */
    OTHER
}
