/**
 * Guards before traffic moves between regions: one class each, all run, all are shown with the
 * numbers they judged. Pure: imports the picture of the fleet and the model only.
 */
@NullMarked
package dev.signalbox.agent.decide.fleet.guard;

import org.jspecify.annotations.NullMarked;
