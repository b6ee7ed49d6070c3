/**
 * Leads started changes from stage to stage. Pure: imports the picture of the fleet, its guards and
 * the model only; time is in the picture.
 */
@NullMarked
package dev.signalbox.agent.decide.fleet.conduct;

import org.jspecify.annotations.NullMarked;
