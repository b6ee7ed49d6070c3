package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.words.Sign;
import java.util.List;

/**
 * One key figure.
 *
 * @param title what it is, with its window
 * @param value the number, {@code -} when undefined
 * @param unit what stands small behind the number
 * @param sign whether it needs a person
 * @param course its recent course, NaN where it is not known
 * @param foot sample count, interval and what is usual
 */
public record Figure(
        String title, String value, String unit, Sign sign, List<Double> course, String foot) {

    public Figure {
        course = List.copyOf(course);
    }
}
