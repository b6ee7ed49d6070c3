package dev.signalbox.agent.probe;

import dev.signalbox.model.policy.Trunk;

/**
 * A request to send.
 *
 * @param transport how
 * @param head request line and headers, each line ended by CRLF, without the empty line
 * @param body SDP, or empty
 */
record SipRequest(Trunk.Transport transport, String head, String body) {}
