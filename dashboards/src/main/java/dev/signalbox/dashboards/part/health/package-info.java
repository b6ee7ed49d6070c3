/**
 * Everything and how it is, as one list and as counts. Imports look, words and the model, never
 * another part.
 */
@NullMarked
package dev.signalbox.dashboards.part.health;

import org.jspecify.annotations.NullMarked;
