package dev.signalbox.model.fleet;

/**
 * A region in a console's picture.
 *
 * @param view the newest report, with the whole history known here
 * @param ageMillis time since it was received, by this console's clock
 * @param stale older than the agents' reporting allows: shown as old, not counted
 */
public record RegionEntry(RegionView view, long ageMillis, boolean stale) {}
