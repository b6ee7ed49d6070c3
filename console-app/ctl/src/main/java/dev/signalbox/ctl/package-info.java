/**
 * The command line of operators: one class per command, and beside it what writes its answer as
 * text and as JSON. Knows no JavaFX. Imports the model, dev.signalbox.ctl.connection, picocli and
 * Jackson.
 */
@NullMarked
package dev.signalbox.ctl;

import org.jspecify.annotations.NullMarked;
