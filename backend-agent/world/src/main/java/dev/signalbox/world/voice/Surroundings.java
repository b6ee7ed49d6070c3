package dev.signalbox.world.voice;

import java.time.Instant;
import java.util.function.LongFunction;

/**
 * What an SBC of the world works with.
 *
 * @param wall the wall time of a moment of this world
 * @param conversations what happens on answered calls, emergency calls left out
 */
record Surroundings(
        Schedule schedule,
        Mirror mirror,
        Truth truth,
        LongFunction<Instant> wall,
        Conversations conversations) {}
