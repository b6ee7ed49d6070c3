package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.look.FittedText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.CauseWords;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.cause.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * Failed calls by side over the last ten minutes, stacked: infrastructure below, intent above it
 * and separated by stripes, the rest on top.
 */
public final class CauseBars extends SizedCanvas {

    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final double LEFT = 34;
    private static final double RIGHT = 12;
    private static final double TOP = 30;
    private static final double AXIS = 20;
    private static final List<Side> STACK =
            List.of(
                    Side.INFRASTRUCTURE,
                    Side.INTENT,
                    Side.CONFIGURATION,
                    Side.AMBIGUOUS,
                    Side.UNKNOWN);

    private List<Causes.Slice> slices = List.of();
    private Instant until = Instant.EPOCH;

    /** Shows {@code slices} up to {@code now}. */
    public void show(List<Causes.Slice> slices, Instant now) {
        if (slices.equals(this.slices) && Duration.between(until, now).toMillis() < 1000) {
            return;
        }
        this.slices = slices;
        until = now;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        drawLegend(g);
        double bottom = height - AXIS;
        double right = width - RIGHT;
        long most = slices.stream().mapToLong(CauseBars::failed).max().orElse(0);
        long axis = Math.max(4, Math.ceilDiv(most, 2) * 2);
        g.setFont(Fonts.regular(11));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setLineWidth(1);
        for (double part : new double[] {0, 0.5, 1}) {
            double y = Math.floor(bottom - (bottom - TOP) * part) + 0.5;
            g.setStroke(palette().line());
            g.strokeLine(LEFT, y, right, y);
            g.setFill(palette().quiet());
            g.fillText(String.valueOf(Math.round(axis * part)), LEFT - 6, y);
        }
        double pixelsPerMilli = (right - LEFT) / SPAN.toMillis();
        g.setTextAlign(TextAlignment.CENTER);
        for (int minutes = 8; minutes >= 2; minutes -= 2) {
            double x = right - Duration.ofMinutes(minutes).toMillis() * pixelsPerMilli;
            g.setFill(palette().quiet());
            g.fillText(Times.minute(until.minus(Duration.ofMinutes(minutes))), x, height - 9);
        }
        drawBars(g, bottom, right, pixelsPerMilli, axis);
    }

    private void drawBars(
            GraphicsContext g, double bottom, double right, double pixelsPerMilli, long axis) {
        double first = right;
        for (Causes.Slice slice : slices) {
            double x = right - Duration.between(slice.start(), until).toMillis() * pixelsPerMilli;
            if (x < LEFT) {
                continue;
            }
            first = Math.min(first, x);
            double barWidth =
                    Math.max(1, Math.min(slice.lengthMillis() * pixelsPerMilli - 2, right - x));
            double y = bottom;
            for (Side side : STACK) {
                double tall = (bottom - TOP) * slice.failures().getOrDefault(side, 0L) / axis;
                if (tall > 0) {
                    y -= tall;
                    bar(g, side, x, y, barWidth, tall);
                }
            }
        }
        if (first > LEFT + 4) {
            new Signs(g, palette()).hatch(LEFT, TOP, first - LEFT - 2, bottom - TOP, 7);
            String words = slices.isEmpty() ? "no call has ended yet" : "nothing recorded";
            double textWidth = FittedText.width(words, Fonts.regular(11));
            if (first - LEFT > textWidth + 20) {
                double middle = (LEFT + first) / 2;
                g.setFill(palette().panel());
                g.fillRect(middle - textWidth / 2 - 5, (TOP + bottom) / 2 - 9, textWidth + 10, 18);
                g.setFill(palette().quiet());
                g.fillText(words, middle, (TOP + bottom) / 2);
            }
        }
    }

    private void bar(GraphicsContext g, Side side, double x, double y, double width, double tall) {
        g.setFill(SideTone.of(side, palette()));
        g.fillRect(x, y, width, tall);
        if (side == Side.INTENT) {
            // Stripes, so that the two sides are told apart without colour.
            g.setFill(palette().panel());
            for (double line = y + 2; line < y + tall; line += 4) {
                g.fillRect(x, line, width, 1);
            }
        }
    }

    private void drawLegend(GraphicsContext g) {
        double x = LEFT;
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        for (Side side : STACK) {
            boolean main = side == Side.INFRASTRUCTURE || side == Side.INTENT;
            if (!main && slices.stream().allMatch(s -> s.failures().getOrDefault(side, 0L) == 0)) {
                continue;
            }
            String words = CauseWords.side(side);
            bar(g, side, x, 9, 10, 10);
            g.setFont(Fonts.regular(11));
            g.setFill(palette().quiet());
            g.fillText(words, x + 15, 14.5);
            x += 15 + FittedText.width(words, Fonts.regular(11)) + 16;
        }
    }

    private static long failed(Causes.Slice slice) {
        return STACK.stream().mapToLong(side -> slice.failures().getOrDefault(side, 0L)).sum();
    }
}
