/**
 * Calls, windows, quantiles and detectors, pure: time is passed in. Imports the model and the
 * sketch library.
 */
@NullMarked
package dev.signalbox.agent.measure;

import org.jspecify.annotations.NullMarked;
