/**
 * AI providers and dependencies as voice workers report them: windows, quantiles, detectors. Pure.
 * Imports the model, measure and the sketch library.
 */
@NullMarked
package dev.signalbox.agent.measure.ai;

import org.jspecify.annotations.NullMarked;
