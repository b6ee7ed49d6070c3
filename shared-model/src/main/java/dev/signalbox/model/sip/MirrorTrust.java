package dev.signalbox.model.sip;

/**
 * How far mirrored packets may be believed. HEP keys travel in clear, so a key alone proves nothing
 * on a public network.
 */
public enum MirrorTrust {
    /**
     * Sender allow-listed and keyed, over loopback, TLS or a link declared private: enough for a
     * move by itself.
     */
    AUTHENTICATED,
    /** Anything else that was accepted: needs a second, independent kind of evidence. */
    PLAIN
}
