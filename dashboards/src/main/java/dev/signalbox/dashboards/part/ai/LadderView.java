package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.look.FittedText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.AiWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.ai.Rung;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Services on their ladders: four steps each, the present one marked; below, who serves them. */
public final class LadderView extends SizedCanvas {

    /** Height of one service, in pixels. */
    public static final double ROW = 62;

    private static final List<Rung> RUNGS = List.of(Rung.values());
    private static final double STEP_WIDTH_MAX = 86;
    private static final double STEP_WIDTH_MIN = 62;

    /** What a service's name needs beside its ladder, in pixels. */
    private static final double NAME = 190;

    private static final double STEP_GAP = 3;

    private List<ServiceRow> rows = List.of();

    /** Shows {@code rows}. */
    public void show(List<ServiceRow> rows) {
        if (!rows.equals(this.rows)) {
            this.rows = rows;
            redraw();
            setAccessibleText(
                    String.join(
                            ". ",
                            rows.stream()
                                    .map(
                                            row ->
                                                    row.title()
                                                            + " in "
                                                            + row.region()
                                                            + ": "
                                                            + AiWords.rung(row.rung())
                                                            + " "
                                                            + row.why())
                                    .toList()));
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.max(1, rows.size()) * ROW;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setTextBaseline(VPos.TOP);
        double y = 0;
        for (ServiceRow row : rows) {
            if (y + ROW > height + 1) {
                break;
            }
            drawRow(g, row, y, width);
            y += ROW;
        }
    }

    private void drawRow(GraphicsContext g, ServiceRow row, double y, double width) {
        double stepWidth = stepWidth(width);
        double steps = RUNGS.size() * (stepWidth + STEP_GAP);
        double stepsLeft = width - steps - 9;
        new Signs(g, palette()).draw(row.sign(), 20, y + 15, 8);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(Fonts.strong(12));
        g.setFill(palette().strong());
        fitted(g, row.title() + "  \u00b7  " + row.region(), y + 8, stepsLeft - 42);
        boolean calm = row.sign() == Sign.WELL || row.sign() == Sign.STALE;
        for (int step = 0; step < RUNGS.size(); step++) {
            drawStep(
                    g,
                    row,
                    step,
                    new Step(stepsLeft + step * (stepWidth + STEP_GAP), y + 7, stepWidth));
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(Fonts.regular(11.5));
        g.setFill(calm ? palette().quiet() : palette().of(row.sign()));
        String since = row.since().isEmpty() ? "" : "  \u00b7  for " + row.since();
        String why =
                row.stale()
                        ? "no news from this region"
                        : row.why().isEmpty() ? AiWords.meaning(row.rung()) : row.why() + since;
        fitted(g, why, y + 27, width - 46);
        g.setFill(palette().quiet());
        String failed =
                "failed, 5 min: "
                        + Numbers.count(row.infrastructure())
                        + " infra, "
                        + Numbers.count(row.intent())
                        + " intent";
        fitted(g, row.chain(), y + 43, width - 60 - FittedText.width(failed, g.getFont()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(failed, width - 12, y + 43);
        g.setStroke(palette().line());
        g.setLineWidth(1);
        g.strokeLine(0, y + ROW - 0.5, width, y + ROW - 0.5);
    }

    private static void fitted(GraphicsContext g, String words, double y, double width) {
        g.fillText(FittedText.of(words, g.getFont(), width), 36, y);
    }

    private record Step(double x, double y, double width) {}

    private static double stepWidth(double width) {
        double free = (width - NAME) / RUNGS.size() - STEP_GAP;
        return Math.floor(Math.clamp(free, STEP_WIDTH_MIN, STEP_WIDTH_MAX));
    }

    private void drawStep(GraphicsContext g, ServiceRow row, int step, Step box) {
        double x = box.x();
        double top = box.y();
        Rung rung = RUNGS.get(step);
        boolean here = row.rung() == rung;
        boolean calm = row.sign() == Sign.WELL || row.stale() || rung == Rung.PRIMARY;
        Color mark = calm ? palette().quiet() : palette().of(row.sign());
        g.setLineWidth(here ? 1.5 : 1);
        g.setStroke(here ? mark : palette().line());
        if (here) {
            g.setFill(mark.deriveColor(0, 1, 1, 0.16));
            g.fillRect(x, top, box.width(), 17);
        }
        g.strokeRect(x + 0.5, top + 0.5, box.width() - 1, 16);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFont(here ? Fonts.strong(11) : Fonts.regular(11));
        g.setFill(here ? palette().strong() : palette().quiet());
        g.fillText((here ? "\u25b8 " : "") + AiWords.rung(rung), x + box.width() / 2, top + 2);
    }
}
