/**
 * The media roads between regions over the last seconds: quality, and what is wrong. Pure. Imports
 * the model and measure.
 */
@NullMarked
package dev.signalbox.agent.measure.path;

import org.jspecify.annotations.NullMarked;
