/**
 * How the console looks: palette, signs of severity, figures of equal width, panels. Imports JavaFX
 * and the model's severity.
 */
@NullMarked
package dev.signalbox.dashboards.look;

import org.jspecify.annotations.NullMarked;
