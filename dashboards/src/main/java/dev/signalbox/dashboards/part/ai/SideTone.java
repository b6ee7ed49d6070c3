package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.model.cause.Side;
import javafx.scene.paint.Color;

/** The colour of a side in charts; its pattern and its place in the stack say it as well. */
final class SideTone {

    private SideTone() {}

    static Color of(Side side, Palette palette) {
        return switch (side) {
            case INFRASTRUCTURE -> palette.critical();
            case INTENT -> palette.accent();
            case CONFIGURATION -> palette.major();
            case OPERATOR -> palette.course();
            case AMBIGUOUS -> palette.hatch();
            case UNKNOWN -> palette.minor();
        };
    }
}
