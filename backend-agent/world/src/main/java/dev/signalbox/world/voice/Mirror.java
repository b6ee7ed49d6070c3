package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;

/** Where an SBC sends copies of what it sees. */
interface Mirror {

    /**
     * Takes one SIP message.
     *
     * @param source who sent the message
     * @param destination to whom
     * @param atNanos when, in nanoseconds since the world started
     */
    void see(IpEndpoint source, IpEndpoint destination, long atNanos, String sip);

    /**
     * Takes one RTCP report.
     *
     * @param callId of the call it belongs to
     * @param json the report
     */
    void report(
            IpEndpoint source, IpEndpoint destination, long atNanos, String callId, String json);
}
