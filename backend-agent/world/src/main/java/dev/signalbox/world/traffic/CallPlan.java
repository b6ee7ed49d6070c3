package dev.signalbox.world.traffic;

/**
 * A call that somebody wants to make. How it ends depends on the carrier that gets it ({@link
 * LegOutcome}), not on who was asked before.
 *
 * @param index counts the calls of its region from 0
 * @param atNanos when, in nanoseconds since the world started
 * @param inbound true when a carrier brings it, false when the region calls out
 * @param firstChoice index among the carriers of that direction that the SBC prefers for the called
 *     number
 * @param emergency never moved
 * @param callId Call-ID header
 * @param fromTag tag of the From header
 * @param from calling number
 * @param to called number
 * @param codec offered first
 * @param talkMillis length of the conversation when it is answered
 * @param hangUpByCaller who ends it
 * @param seed of everything else about it
 * @param home region whose numbers it belongs to; another region may handle it
 * @param service that it is for, empty when its region has none of its own
 */
public record CallPlan(
        long index,
        long atNanos,
        boolean inbound,
        int firstChoice,
        boolean emergency,
        String callId,
        String fromTag,
        String from,
        String to,
        Codec codec,
        long talkMillis,
        boolean hangUpByCaller,
        long seed,
        String home,
        String service) {}
