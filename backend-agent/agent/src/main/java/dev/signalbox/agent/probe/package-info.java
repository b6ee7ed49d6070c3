/**
 * Active probes: SIP OPTIONS and test calls; results enter measure like anything from the wire.
 * Imports the model and JAIN-SIP.
 */
@NullMarked
package dev.signalbox.agent.probe;

import org.jspecify.annotations.NullMarked;
