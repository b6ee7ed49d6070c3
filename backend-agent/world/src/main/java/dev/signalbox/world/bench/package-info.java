/**
 * Load on agents and consoles, and what became of it. Imports the model, the contract, the agent's
 * server of it, the other packages of the world, gRPC, OTLP, Jackson and picocli.
 */
@NullMarked
package dev.signalbox.world.bench;

import org.jspecify.annotations.NullMarked;
