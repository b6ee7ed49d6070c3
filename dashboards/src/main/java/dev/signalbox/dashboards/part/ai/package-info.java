/**
 * AI providers, services on their ladders, and why calls ended. Imports look, words and the model.
 */
@NullMarked
package dev.signalbox.dashboards.part.ai;

import org.jspecify.annotations.NullMarked;
