/**
 * The gRPC service consoles and ctl connect to: snapshot, then deltas; journal from a position.
 * Imports the model and gRPC.
 */
@NullMarked
package dev.signalbox.agent.stream;

import org.jspecify.annotations.NullMarked;
