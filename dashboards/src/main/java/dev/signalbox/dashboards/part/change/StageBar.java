package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The stages of a change side by side: verified, under way, ahead, held. */
public final class StageBar extends SizedCanvas {

    private static final Font WORDS = Fonts.strong(11.5);
    private static final double GAP = 4;

    private List<ChangeModel.StageStep> steps = List.of();

    public StageBar() {
        setPrefHeight(30);
        setMinHeight(30);
        setMaxHeight(30);
    }

    /** Shows the stages. */
    public void show(List<ChangeModel.StageStep> shown) {
        if (!shown.equals(steps)) {
            steps = shown;
            setAccessibleText(
                    steps.stream()
                            .map(step -> step.percent() + " % " + words(step.state()))
                            .collect(Collectors.joining(", ")));
            redraw();
        }
    }

    private static String words(ChangeModel.StageState state) {
        return switch (state) {
            case AHEAD -> "";
            case UNDER_WAY -> "under way";
            case VERIFIED -> "verified";
            case HELD -> "held";
        };
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double each = (width - GAP * (steps.size() - 1)) / Math.max(1, steps.size());
        g.setFont(WORDS);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < steps.size(); i++) {
            step(g, steps.get(i), i * (each + GAP), each, height);
        }
    }

    private void step(
            GraphicsContext g, ChangeModel.StageStep step, double x, double width, double height) {
        Palette palette = palette();
        Color words =
                switch (step.state()) {
                    case VERIFIED -> palette.ground();
                    case UNDER_WAY -> palette.accent();
                    case HELD -> palette.major();
                    case AHEAD -> palette.quiet();
                };
        g.setFill(
                step.state() == ChangeModel.StageState.VERIFIED
                        ? palette.accent()
                        : palette.line());
        g.fillRect(x, 0, width, height);
        switch (step.state()) {
            case UNDER_WAY -> frame(g, palette.accent(), x, width, height);
            case HELD -> {
                new Signs(g, palette).hatch(x, 0, width, height, 5);
                frame(g, palette.major(), x, width, height);
            }
            case VERIFIED, AHEAD -> {}
        }
        String state = words(step.state());
        String text = step.percent() + " %" + (state.isEmpty() ? "" : "  " + state);
        g.setFont(WORDS);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(words);
        g.fillText(text, x + width / 2, height / 2, width - 8);
    }

    private static void frame(GraphicsContext g, Color colour, double x, double w, double h) {
        g.setStroke(colour);
        g.setLineWidth(1.5);
        g.setLineDashes();
        g.strokeRect(x + 0.75, 0.75, w - 1.5, h - 1.5);
    }
}
