package dev.signalbox.model.sip;

import dev.signalbox.model.net.IpEndpoint;

/**
 * A SIP message as an SBC mirrored it (HEP). As reusable as its {@link SipMessage}: valid until the
 * next one is read.
 */
public final class MirroredSip {

    private static final IpEndpoint NOWHERE = IpEndpoint.v4(0, 0);

    private final SipMessage message;
    private IpEndpoint source = NOWHERE;
    private IpEndpoint destination = NOWHERE;
    private long sentMicros;
    private MirrorTrust trust = MirrorTrust.PLAIN;
    private int captureId;

    /**
     * A frame around a message that changes with each packet.
     *
     * @param message where the reader puts the message
     */
    public MirroredSip(SipMessage message) {
        this.message = message;
    }

    /** Frames the next message. */
    public void set(
            IpEndpoint newSource,
            IpEndpoint newDestination,
            long newSentMicros,
            MirrorTrust newTrust,
            int newCaptureId) {
        source = newSource;
        destination = newDestination;
        sentMicros = newSentMicros;
        trust = newTrust;
        captureId = newCaptureId;
    }

    /** Frames this message as another one was framed. */
    public void set(MirroredSip other) {
        set(other.source, other.destination, other.sentMicros, other.trust, other.captureId);
    }

    /** Who sent the SIP message. */
    public IpEndpoint source() {
        return source;
    }

    /** To whom. */
    public IpEndpoint destination() {
        return destination;
    }

    /**
     * The mirroring sender's own time stamp, microseconds since 1970; timings of one call use it,
     * windows do not.
     */
    public long sentMicros() {
        return sentMicros;
    }

    /** How far the mirror may be believed. */
    public MirrorTrust trust() {
        return trust;
    }

    /** Number that the mirroring sender gives itself (HEP chunk 0x0c), 0 when it gives none. */
    public int captureId() {
        return captureId;
    }

    /** The message. */
    public SipMessage message() {
        return message;
    }
}
