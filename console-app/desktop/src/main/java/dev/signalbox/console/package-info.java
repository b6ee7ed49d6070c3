/** The desktop console: start, connection, window. */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
