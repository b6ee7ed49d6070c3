package dev.signalbox.dashboards.screen.change;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** The map above the bars at the left, the change at the right. */
final class ChangesLayout extends Pane {

    private static final double GAP = 8;

    private final Region map;
    private final Region bars;
    private final Region right;
    private int rows = 3;

    ChangesLayout(Region map, Region bars, Region right) {
        this.map = map;
        this.bars = bars;
        this.right = right;
        getChildren().addAll(map, bars, right);
        setMinSize(0, 0);
    }

    /** Makes room for so many bars. */
    void rows(int count) {
        int wanted = Math.clamp(count, 2, 6);
        if (wanted != rows) {
            rows = wanted;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double rightWidth = Math.floor(Math.clamp(width * 0.46, 500, 820));
        double left = width - rightWidth - GAP;
        double barsHeight = Math.floor(Math.min(48 + rows * 46.0, height * 0.42));
        map.resizeRelocate(0, 0, left, height - barsHeight - GAP);
        bars.resizeRelocate(0, height - barsHeight, left, barsHeight);
        right.resizeRelocate(left + GAP, 0, rightWidth, height);
    }
}
