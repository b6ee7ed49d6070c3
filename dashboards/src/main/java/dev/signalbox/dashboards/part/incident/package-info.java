/** The list of what is wrong. Imports look, words and the model. */
@NullMarked
package dev.signalbox.dashboards.part.incident;

import org.jspecify.annotations.NullMarked;
