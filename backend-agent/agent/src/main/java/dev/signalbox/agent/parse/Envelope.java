package dev.signalbox.agent.parse;

import dev.signalbox.model.net.IpEndpoint;
import java.time.Instant;

/**
 * What stands around a report: in the HEP packet that brought it, or in the capture.
 *
 * @param callId of the call it is about, empty when the outside does not tell
 */
record Envelope(String callId, IpEndpoint source, IpEndpoint destination, long sentMicros) {

    Instant sentAt() {
        return Instant.ofEpochSecond(
                Math.floorDiv(sentMicros, 1_000_000L),
                Math.floorMod(sentMicros, 1_000_000L) * 1_000);
    }
}
