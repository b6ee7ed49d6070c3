/**
 * Computes what a wish would change, without doing it. Pure: imports the picture of the fleet, its
 * guards and the model only.
 */
@NullMarked
package dev.signalbox.agent.decide.fleet.plan;

import org.jspecify.annotations.NullMarked;
