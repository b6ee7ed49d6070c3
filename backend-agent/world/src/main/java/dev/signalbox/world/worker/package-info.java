/**
 * Simulated voice workers: a conversation for every answered call of the voice world, told as real
 * OTLP and outcomes, with the providers that the agent's routes name. Imports the model, traffic
 * and voice.
 */
@NullMarked
package dev.signalbox.world.worker;

import org.jspecify.annotations.NullMarked;
