/**
 * The one door to the FX thread: latest value, coalesced. The only place with {@code
 * Platform.runLater}. Imports JavaFX only.
 */
@NullMarked
package dev.signalbox.dashboards.fx;

import org.jspecify.annotations.NullMarked;
