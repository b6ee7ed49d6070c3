package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.words.Sign;

/**
 * One direction of media between two regions on the map.
 *
 * @param words what is the matter, empty when nothing is
 */
public record MapPath(String from, String to, Sign sign, String words) {}
