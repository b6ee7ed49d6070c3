/**
 * Load against a running agent, and what it answered. Imports gRPC, the OTLP contract, Jackson and
 * picocli; nothing of the agent.
 */
@NullMarked
package dev.signalbox.world.bench;

import org.jspecify.annotations.NullMarked;
