package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;

/**
 * What makes an attempt one attempt (RFC 6076, RFC 3261): the leg, Call-ID and From-tag. The leg is
 * the trunk and our own address; over TCP and TLS without our port, because requests and responses
 * are mirrored with the listening port here and the connection's port there.
 */
record CallKey(
        TrunkMeter trunk,
        long localHigh,
        long localLow,
        int localPort,
        String callId,
        String fromTag) {

    static CallKey of(TrunkMeter trunk, IpEndpoint local, String callId, String fromTag) {
        int port = trunk.trunk.transport() == Trunk.Transport.UDP ? local.port() : 0;
        return new CallKey(trunk, local.high(), local.low(), port, callId, fromTag);
    }
}
