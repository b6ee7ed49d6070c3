package dev.signalbox.model.sip;

import dev.signalbox.model.net.IpEndpoint;

/**
 * A SIP message as an SBC mirrored it (HEP).
 *
 * @param source who sent the SIP message
 * @param destination to whom
 * @param sentMicros the mirroring sender's own time stamp, microseconds since 1970; timings of one
 *     call use it, windows do not
 * @param trust how far the mirror may be believed
 * @param message the message
 */
public record MirroredSip(
        IpEndpoint source,
        IpEndpoint destination,
        long sentMicros,
        MirrorTrust trust,
        SipMessage message) {}
