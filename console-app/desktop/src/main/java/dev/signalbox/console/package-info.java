/**
 * The desktop console: command line, feed, window, pictures without a display. Imports dashboards,
 * the connection of ctl, and the model.
 */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
