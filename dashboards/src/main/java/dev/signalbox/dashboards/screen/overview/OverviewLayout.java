package dev.signalbox.dashboards.screen.overview;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Places the parts of the overview for windows from 1280x720 to 2560x1440: figures above, the time
 * line below, between them place (map, trunks) at the left and cause (what is wrong, journal) at
 * the right.
 */
final class OverviewLayout extends Pane {

    private static final double GAP = 8;
    private static final double TABLE_HEAD = 33 + 27 + 3;
    private static final double TABLE_ROW = 27;

    private final List<? extends Region> figures;
    private final Region map;
    private final Region trunks;
    private final Region troubles;
    private final Region journal;
    private final Region timeline;
    private int rows = 2;

    OverviewLayout(
            List<? extends Region> figures,
            Region map,
            Region trunks,
            Region troubles,
            Region journal,
            Region timeline) {
        this.figures = figures;
        this.map = map;
        this.trunks = trunks;
        this.troubles = troubles;
        this.journal = journal;
        this.timeline = timeline;
        getChildren().addAll(figures);
        getChildren().addAll(map, troubles, trunks, journal, timeline);
        setMinSize(0, 0);
    }

    /** Makes room for so many trunks, as far as the window has it. */
    void rows(int count) {
        int wanted = Math.clamp(count, 2, 8);
        if (wanted != rows) {
            rows = wanted;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double figureHeight = height < 600 ? 88 : height < 840 ? 112 : 128;
        double timelineHeight = height < 600 ? 112 : height < 840 ? 136 : 184;
        double cardWidth = Math.floor((width - 5 * GAP) / 6);
        for (int i = 0; i < figures.size(); i++) {
            double x = i * (cardWidth + GAP);
            double w = i == figures.size() - 1 ? width - x : cardWidth;
            figures.get(i).resizeRelocate(x, 0, w, figureHeight);
        }
        double top = figureHeight + GAP;
        double bottom = height - timelineHeight - GAP;
        double right = Math.floor(Math.clamp(width * 0.32, 368, 620));
        double left = width - right - GAP;
        double middle = bottom - top;
        double tableWanted = TABLE_HEAD + rows * TABLE_ROW;
        double table = Math.floor(Math.min(tableWanted, middle * 0.5));
        map.resizeRelocate(0, top, left, middle - table - GAP);
        trunks.resizeRelocate(0, bottom - table, left, table);
        double troublesHeight = Math.floor(middle * 0.5);
        troubles.resizeRelocate(left + GAP, top, right, troublesHeight);
        journal.resizeRelocate(
                left + GAP, top + troublesHeight + GAP, right, middle - troublesHeight - GAP);
        timeline.resizeRelocate(0, bottom + GAP, width, timelineHeight);
    }
}
