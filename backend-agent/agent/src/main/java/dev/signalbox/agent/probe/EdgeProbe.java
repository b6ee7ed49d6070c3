package dev.signalbox.agent.probe;

/**
 * The end of one OPTIONS to another region's edge.
 *
 * @param region whose edge
 * @param good it answered, and was not refused by a fault of its own
 * @param status SIP status of the answer, or 0 when none came before the deadline
 * @param tookMillis from sending to the answer or the deadline
 */
public record EdgeProbe(String region, boolean good, int status, double tookMillis) {}
