/**
 * What this agent says of the regions' edges: its own, by OPTIONS to the others', and what those
 * who deliver calls see. Pure: imports the model and decide.fleet, time and pictures are arguments.
 */
@NullMarked
package dev.signalbox.agent.decide.fleet.observe;

import org.jspecify.annotations.NullMarked;
