/**
 * What screens ask the fleet for, and what it answers. Imports the model and the JDK, no JavaFX.
 */
@NullMarked
package dev.signalbox.dashboards.command;

import org.jspecify.annotations.NullMarked;
