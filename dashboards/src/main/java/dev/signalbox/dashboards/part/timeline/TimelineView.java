package dev.signalbox.dashboards.part.timeline;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.part.history.HistoryBin;
import dev.signalbox.dashboards.part.history.Milestone;
import dev.signalbox.dashboards.words.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes: the answered ratio as a line, failures as bars below it, gaps hatched, and a
 * line through each moment at which routes changed, a dashed one where nothing moved by it.
 */
public final class TimelineView extends SizedCanvas {

    private static final Font SMALL = Fonts.regular(11);
    private static final double AXIS = 18;
    private static final double LEFT = 38;
    private static final double RIGHT = 12;

    /** The line has the upper part of the height, the bars the lower one. */
    private static final double BARS = 0.34;

    /** From this part of all finals on, failures of carriers stand out. */
    private static final double NOTABLE_RATIO = 0.1;

    private @Nullable FleetHistory history;
    private List<Milestone> moments = List.of();

    public TimelineView() {
        setId("timeline");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** Shows {@code history} and the {@code moments} in it. */
    public void show(FleetHistory history, List<Milestone> moments) {
        if (history.equals(this.history) && moments.equals(this.moments)) {
            return;
        }
        this.history = history;
        this.moments = moments;
        redraw();
        StringBuilder said = new StringBuilder(history.title()).append('.');
        for (Milestone change : visible(history)) {
            said.append(' ').append(Times.clock(change.at())).append(' ').append(change.words());
        }
        setAccessibleText(said.toString());
    }

    private List<Milestone> visible(FleetHistory shown) {
        return moments.stream()
                .filter(change -> !change.at().isBefore(shown.from()))
                .filter(change -> !change.at().isAfter(shown.to()))
                .toList();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        FleetHistory shown = history;
        if (shown == null || width < 120 || height < 40) {
            return;
        }
        Frame frame = Frame.of(shown, width, height - AXIS);
        drawAxis(g, frame);
        drawGaps(g, frame);
        drawBars(g, frame);
        drawAnswered(g, frame);
        drawChanges(g, frame);
    }

    /** Time and figures to pixels. */
    private record Frame(FleetHistory history, double low, double width, double height) {
        static Frame of(FleetHistory history, double width, double height) {
            double least =
                    history.bins().stream()
                            .mapToDouble(HistoryBin::answeredRatio)
                            .filter(ratio -> !Double.isNaN(ratio))
                            .min()
                            .orElse(1);
            return new Frame(history, least < 0.5 ? 0 : 0.5, width, height);
        }

        double x(Instant at) {
            double span = Duration.between(history.from(), history.to()).toMillis();
            double since = Duration.between(history.from(), at).toMillis();
            return LEFT + (width - LEFT - RIGHT) * since / span;
        }

        double binWidth() {
            return x(history.from().plusMillis(history.binMillis())) - LEFT;
        }

        double answeredY(double ratio) {
            double top = 8;
            double bottom = height * (1 - BARS) - 4;
            return bottom - (bottom - top) * (ratio - low) / (1 - low);
        }
    }

    private void drawAxis(GraphicsContext g, Frame frame) {
        g.setFont(SMALL);
        g.setLineWidth(1);
        g.setStroke(palette().line());
        g.setFill(palette().quiet());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double ratio : new double[] {1, (1 + frame.low()) / 2, frame.low()}) {
            double y = Math.floor(frame.answeredY(ratio)) + 0.5;
            g.strokeLine(LEFT, y, frame.width() - RIGHT, y);
            g.fillText(Math.round(ratio * 100) + " %", LEFT - 6, y);
        }
        double bottom = Math.floor(frame.height()) + 0.5;
        g.strokeLine(LEFT, bottom, frame.width() - RIGHT, bottom);
        Duration span = Duration.between(frame.history().from(), frame.history().to());
        long stepSeconds = span.toMinutes() >= 20 ? 300 : span.toMinutes() >= 4 ? 60 : 30;
        long first = Math.ceilDiv(frame.history().from().getEpochSecond(), stepSeconds);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (long step = first; ; step++) {
            Instant at = Instant.ofEpochSecond(step * stepSeconds);
            if (at.isAfter(frame.history().to())) {
                return;
            }
            double x = Math.floor(frame.x(at)) + 0.5;
            g.strokeLine(x, 4, x, bottom);
            if (x > LEFT + 14 && x < frame.width() - RIGHT - 20) {
                String text = stepSeconds < 60 ? Times.clock(at) : Times.minute(at);
                g.fillText(text, x, bottom + 4);
            }
        }
    }

    private void drawGaps(GraphicsContext g, Frame frame) {
        Instant gapFrom = null;
        boolean begun = false;
        List<HistoryBin> bins = frame.history().bins();
        for (HistoryBin bin : bins) {
            if (!bin.known() && gapFrom == null) {
                gapFrom = bin.start();
            } else if (bin.known() && gapFrom != null) {
                if (begun) {
                    drawGap(g, frame, gapFrom, bin.start());
                } else {
                    drawBeginning(g, frame, bin.start());
                }
                gapFrom = null;
            }
            begun |= bin.known();
        }
        Instant end =
                bins.isEmpty()
                        ? frame.history().from()
                        : bins.getLast().start().plusMillis(frame.history().binMillis());
        if (gapFrom != null) {
            drawGap(g, frame, gapFrom, frame.history().to());
        } else if (Duration.between(end, frame.history().to()).toMillis()
                > 2 * frame.history().binMillis()) {
            drawGap(g, frame, end, frame.history().to());
        }
    }

    /** Before anything was recorded there is no gap, there is just nothing. */
    private void drawBeginning(GraphicsContext g, Frame frame, Instant first) {
        double right = frame.x(first);
        g.setFont(SMALL);
        g.setFill(palette().quiet());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        if (right > LEFT + 170) {
            g.fillText(
                    "nothing recorded before " + Times.clock(first),
                    right - 10,
                    frame.height() - 12);
        }
        g.setStroke(palette().hatch());
        g.setLineDashes(3, 3);
        g.strokeLine(Math.floor(right) + 0.5, 4, Math.floor(right) + 0.5, frame.height());
        g.setLineDashes();
    }

    private void drawGap(GraphicsContext g, Frame frame, Instant from, Instant to) {
        double x = Math.max(LEFT, frame.x(from));
        double width = frame.x(to) - x;
        if (width < 2) {
            return;
        }
        g.setFill(palette().panel());
        g.fillRect(x, 1, width, frame.height() - 1);
        new Signs(g, palette()).hatch(x, 1, width, frame.height() - 1, 6);
        if (width > 60) {
            double middle = x + width / 2;
            g.setFill(palette().panel());
            g.fillRect(middle - 28, frame.height() / 2 - 9, 56, 18);
            g.setFill(palette().quiet());
            g.setFont(SMALL);
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText("no data", middle, frame.height() / 2);
        }
    }

    private void drawBars(GraphicsContext g, Frame frame) {
        long most = 4;
        for (HistoryBin bin : frame.history().bins()) {
            most = Math.max(most, bin.infrastructureFailures() + bin.otherFailures());
        }
        double unit = (frame.height() * BARS - 4) / most;
        double width = Math.max(1, Math.min(9, frame.binWidth() * 0.62));
        for (HistoryBin bin : frame.history().bins()) {
            double x = frame.x(bin.start()) + (frame.binWidth() - width) / 2;
            double infrastructure = bin.infrastructureFailures() * unit;
            double other = bin.otherFailures() * unit;
            boolean notable = bin.infrastructureFailures() > bin.finals() * NOTABLE_RATIO;
            g.setFill(
                    notable
                            ? palette().critical()
                            : palette().critical().interpolate(palette().panel(), 0.55));
            g.fillRect(x, frame.height() - infrastructure, width, infrastructure);
            g.setFill(palette().hatch().interpolate(palette().quiet(), 0.4));
            g.fillRect(x, frame.height() - infrastructure - other, width, other);
        }
    }

    private void drawAnswered(GraphicsContext g, Frame frame) {
        g.setStroke(palette().text());
        g.setLineWidth(1.5);
        g.beginPath();
        boolean drawing = false;
        for (HistoryBin bin : frame.history().bins()) {
            double ratio = bin.answeredRatio();
            if (Double.isNaN(ratio)) {
                drawing = false;
                continue;
            }
            double x = frame.x(bin.start()) + frame.binWidth() / 2;
            double y = frame.answeredY(ratio);
            if (drawing) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
                drawing = true;
            }
        }
        g.stroke();
    }

    private void drawChanges(GraphicsContext g, Frame frame) {
        double taken = frame.width();
        g.setFont(SMALL);
        g.setTextBaseline(VPos.TOP);
        List<Milestone> shown = visible(frame.history());
        for (Milestone change : shown) {
            double x = Math.floor(frame.x(change.at())) + 0.5;
            g.setStroke(ink(change));
            g.setLineWidth(change.route() && change.applied() ? 2 : 1);
            if (!change.route()) {
                g.setLineDashes(4, 3);
            }
            g.strokeLine(x, 1, x, frame.height());
            g.setLineDashes();
        }
        // The newest first: its words matter most when there is no room for all.
        for (Milestone change : shown.reversed()) {
            double x = Math.floor(frame.x(change.at())) + 0.5;
            String words = change.words();
            double width = width(words);
            if (x - 6 - width > LEFT && x < taken + 8) {
                double left = Math.min(x - 6 - width, taken - width);
                if (left > LEFT && left + width <= x - 5) {
                    g.setFill(palette().panel());
                    g.fillRect(left - 3, 2, width + 6, 15);
                    g.setTextAlign(TextAlignment.LEFT);
                    g.setFill(ink(change));
                    g.fillText(words, left, 3);
                    taken = left - 10;
                }
            } else if (x + 6 + width < taken) {
                g.setFill(palette().panel());
                g.fillRect(x + 4, 2, width + 6, 15);
                g.setTextAlign(TextAlignment.LEFT);
                g.setFill(ink(change));
                g.fillText(words, x + 6, 3);
                taken = x - 4;
            }
        }
    }

    /** What moves calls has the accent; what only tells of the fleet is text. */
    private Paint ink(Milestone moment) {
        return moment.route() ? palette().accent() : palette().text();
    }

    private static double width(String words) {
        Text text = new Text(words);
        text.setFont(SMALL);
        return text.getLayoutBounds().getWidth();
    }
}
