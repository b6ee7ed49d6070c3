/**
 * The functional core: state, input, now in; records and actions out. No clock, no I/O, no logging.
 * Imports the model only.
 */
@NullMarked
package dev.signalbox.agent.decide;

import org.jspecify.annotations.NullMarked;
