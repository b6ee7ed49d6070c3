package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;

/**
 * What makes an attempt one attempt (RFC 6076, RFC 3261): the leg, Call-ID and From-tag. The leg is
 * the trunk and our own address; our port is left out because it changes with every TCP connection.
 */
record CallKey(TrunkMeter trunk, long localHigh, long localLow, String callId, String fromTag) {

    static CallKey of(TrunkMeter trunk, IpEndpoint local, String callId, String fromTag) {
        return new CallKey(trunk, local.high(), local.low(), callId, fromTag);
    }
}
