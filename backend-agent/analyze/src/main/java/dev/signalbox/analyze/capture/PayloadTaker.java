package dev.signalbox.analyze.capture;

import dev.signalbox.model.net.IpEndpoint;

/** Takes what UDP and TCP carried; bytes are valid until the call returns. */
public interface PayloadTaker {

    /** A datagram, as much of it as was captured. */
    void datagram(
            byte[] bytes,
            int from,
            int length,
            IpEndpoint source,
            IpEndpoint destination,
            long micros);

    /** A SIP message or HEP packet that was cut out of a TCP stream. */
    void message(
            byte[] bytes,
            int from,
            int length,
            IpEndpoint source,
            IpEndpoint destination,
            long micros);
}
