package dev.signalbox.dashboards.part.detail;

import java.util.List;

/** Lines under a heading. */
public record Block(String heading, List<Line> lines) {

    public Block {
        lines = List.copyOf(lines);
    }

    /**
     * A line of two columns.
     *
     * @param weight what stands out
     */
    public record Line(String name, String text, Weight weight) {

        /** A line that does not stand out. */
        public static Line plain(String name, String text) {
            return new Line(name, text, Weight.PLAIN);
        }
    }

    /** How much a line stands out. */
    public enum Weight {
        PLAIN,
        WARN,
        STOP
    }
}
