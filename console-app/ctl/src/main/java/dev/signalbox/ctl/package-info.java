/** The command line of operators. Knows no JavaFX. */
@NullMarked
package dev.signalbox.ctl;

import org.jspecify.annotations.NullMarked;
