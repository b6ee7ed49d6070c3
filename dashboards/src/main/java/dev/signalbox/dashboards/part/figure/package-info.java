/** Key figures with their recent course. Imports look, words and the model. */
@NullMarked
package dev.signalbox.dashboards.part.figure;

import org.jspecify.annotations.NullMarked;
