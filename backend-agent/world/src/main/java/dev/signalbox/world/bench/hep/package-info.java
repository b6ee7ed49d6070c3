/**
 * Mirrored calls as load on an agent's telephony, and what became of it: {@code bench hep}. Imports
 * the model, the agent's parser and measures, the world's processes, the contract, gRPC, Jackson
 * and picocli.
 */
@NullMarked
package dev.signalbox.world.bench.hep;

import org.jspecify.annotations.NullMarked;
