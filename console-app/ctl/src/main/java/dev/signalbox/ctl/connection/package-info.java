/**
 * Connections from consoles and ctl to agents. Knows no JavaFX. Imports the model, the contract and
 * gRPC.
 */
@NullMarked
package dev.signalbox.ctl.connection;

import org.jspecify.annotations.NullMarked;
