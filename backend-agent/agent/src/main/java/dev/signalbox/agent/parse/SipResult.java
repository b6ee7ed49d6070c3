package dev.signalbox.agent.parse;

import dev.signalbox.model.sip.SipMessage;

/** What {@link SipParser} found in a payload. */
public sealed interface SipResult {

    /**
     * A message.
     *
     * @param message valid until the parser reads the next one
     */
    record Message(SipMessage message) implements SipResult {}

    /** Line ends or zero bytes only (RFC 5626 section 4.4.1). */
    record KeepAlive() implements SipResult {}

    /**
     * No usable message.
     *
     * @param reason NOT_SIP, BAD_SIP or TRUNCATED_SIP
     * @param detail the value that was wrong
     */
    record Malformed(ParseResult.Reason reason, String detail) implements SipResult {}
}
