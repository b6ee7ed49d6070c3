/**
 * What moves between regions: the rules by which the quorum decides, plans, guards and the steps of
 * a change. Pure: imports the model only, time and pictures are arguments.
 */
@NullMarked
package dev.signalbox.agent.decide.fleet;

import org.jspecify.annotations.NullMarked;
