package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.Sign;
import org.jspecify.annotations.Nullable;

/**
 * New calls of a region before and after a move.
 *
 * @param before calls per minute when the plan was made
 * @param after when all of it is done, not a number when nothing is planned
 * @param now measured, null when there is nothing to compare
 * @param sign of the fullest limit after the move
 * @param source true when calls leave it
 * @param words the figures and the limit
 */
public record LoadRow(
        String title,
        double before,
        double after,
        @Nullable Double now,
        Sign sign,
        boolean source,
        String words) {}
