/** Fleets for tests and for looking at screens. Imports the model. */
@NullMarked
package dev.signalbox.dashboards.scene;

import org.jspecify.annotations.NullMarked;
