package dev.signalbox.model.sip;

import dev.signalbox.model.media.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message (RFC 3261), read where it lies: the same object is the next message once the next
 * one is read. It holds what calls are tracked by; texts that are to be kept are copied.
 */
public interface SipMessage {

    /** 100 to 699, or 0 for a request. */
    int status();

    /** True for a request, false for a response. */
    default boolean isRequest() {
        return status() == 0;
    }

    /** Method of the CSeq header, which is that of a request's first line. */
    SipMethod method();

    /** Number of the CSeq header, 0 to 2^31 - 1. */
    long cseq();

    /** Call-ID, as sent; never empty. */
    ByteText callId();

    /** Tag of the From header, empty when the sender (RFC 2543) sent none. */
    ByteText fromTag();

    /** Tag of the To header; absent in a request that starts a dialog. */
    ByteText toTag();

    /** Branch of the topmost Via, empty when there is none. */
    ByteText branch();

    /** User part of a request's URI, empty when there is none. */
    ByteText requestUser();

    /** User part of the From URI, empty when there is none. */
    ByteText fromUser();

    /** Cause of a {@code Reason: Q.850} header (RFC 3326), 1 to 127, or 0 when there is none. */
    int q850Cause();

    /**
     * The first audio format of the SDP (RFC 8866) in a 2xx to an INVITE, which an answer has
     * chosen; null when it has none or does not explain it.
     */
    @Nullable Codec audio();

    /**
     * Value of the first header of this name, in any case or its compact form; absent when there is
     * none. Looked for when it is asked for, and another text after the next call.
     */
    ByteText header(String name);

    /**
     * Host of a URI without its port, IPv6 without brackets; absent when there is none. Looked for
     * when it is asked for, and another text after the next call.
     */
    ByteText host(UriPlace place);
}
