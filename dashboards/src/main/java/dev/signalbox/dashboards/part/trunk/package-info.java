/** The table of trunks. Imports look, words and the model. */
@NullMarked
package dev.signalbox.dashboards.part.trunk;

import org.jspecify.annotations.NullMarked;
