package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;

/** Where an SBC sends copies of the SIP messages it sees. */
@FunctionalInterface
interface Mirror {

    /**
     * Takes one message.
     *
     * @param source who sent the message
     * @param destination to whom
     * @param atNanos when, in nanoseconds since the world started
     */
    void see(IpEndpoint source, IpEndpoint destination, long atNanos, String sip);
}
