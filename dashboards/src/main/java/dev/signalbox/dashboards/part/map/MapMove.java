package dev.signalbox.dashboards.part.map;

/**
 * New calls of a region's numbers that another region takes.
 *
 * @param words how many, in a few words
 * @param underWay true when they move now; false while it is only planned
 */
public record MapMove(String from, String to, String words, boolean underWay) {}
