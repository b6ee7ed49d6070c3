/** Media paths between regions: their matrix and one cell of it. Imports look, words, the model. */
@NullMarked
package dev.signalbox.dashboards.part.path;

import org.jspecify.annotations.NullMarked;
