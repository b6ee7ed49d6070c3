/**
 * The flight recorder: what consoles were told, second by second, compressed and bounded, in a
 * database of its own. It never holds up decisions. Imports the model, gRPC and SQLite.
 */
@NullMarked
package dev.signalbox.agent.record;

import org.jspecify.annotations.NullMarked;
