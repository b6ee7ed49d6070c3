/** The journal as it grows. Imports look, words and the model. */
@NullMarked
package dev.signalbox.dashboards.part.journal;

import org.jspecify.annotations.NullMarked;
