package dev.signalbox.world.traffic;

import dev.signalbox.model.policy.Trunk.Direction;

/**
 * A carrier as a region sees it.
 *
 * @param name as in targets
 * @param title the name people use
 * @param direction which way calls go on this trunk
 * @param answers how its calls end
 * @param channels calls it allows at the same time
 * @param callsPerSecondMax new calls per second it allows
 * @param testNumber a number that synthetic calls may ring
 */
public record CarrierProfile(
        String name,
        String title,
        Direction direction,
        AnswerProfile answers,
        int channels,
        int callsPerSecondMax,
        String testNumber) {}
