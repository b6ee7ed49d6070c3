package dev.signalbox.dashboards.screen.ai;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Above who answers (providers, services), in the middle why calls failed (sides over time, causes,
 * calls), below the short lists.
 */
final class AiLayout extends Pane {

    private static final double GAP = 8;

    private final Region providers;
    private final Region services;
    private final Region bars;
    private final Region causes;
    private final Region calls;
    private final Region silence;
    private final Region unknown;

    AiLayout(
            Region providers,
            Region services,
            Region bars,
            Region causes,
            Region calls,
            Region silence,
            Region unknown) {
        this.providers = providers;
        this.services = services;
        this.bars = bars;
        this.causes = causes;
        this.calls = calls;
        this.silence = silence;
        this.unknown = unknown;
        getChildren().addAll(providers, services, bars, causes, calls, silence, unknown);
        setMinSize(0, 0);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double lists = height < 600 ? 76 : 104;
        double above = Math.floor((height - lists - 2 * GAP) * 0.5);
        double middle = height - lists - above - 2 * GAP;
        double left = Math.floor(width * 0.59);
        place(providers, 0, 0, left, above);
        place(services, left + GAP, 0, width - left - GAP, above);
        double y = above + GAP;
        double third = Math.floor((width - 2 * GAP) * 0.28);
        double causesWidth = Math.floor((width - 2 * GAP) * 0.35);
        place(bars, 0, y, third, middle);
        place(causes, third + GAP, y, causesWidth, middle);
        double callsLeft = third + causesWidth + 2 * GAP;
        place(calls, callsLeft, y, width - callsLeft, middle + GAP + lists);
        y += middle + GAP;
        place(silence, 0, y, third, lists);
        place(unknown, third + GAP, y, causesWidth, lists);
    }

    private static void place(Region part, double x, double y, double width, double height) {
        part.resizeRelocate(x, y, width, height);
    }
}
