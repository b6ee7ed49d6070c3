/** The world map: outline, projection, places of labels. Imports look, words and the model. */
@NullMarked
package dev.signalbox.dashboards.part.map;

import org.jspecify.annotations.NullMarked;
