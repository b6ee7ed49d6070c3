package dev.signalbox.agent.decide.fleet.conduct;

/**
 * New calls of the numbers that are moved, since a stage's doors were set.
 *
 * @param there at the targets
 * @param failed of these, for a reason of the infrastructure
 * @param elsewhere in the regions they are taken from
 */
record Arrived(long there, long failed, long elsewhere) {}
