package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.cause.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** When calls failed for one cause: the last ten minutes in low bars. */
public final class CauseStrip extends SizedCanvas {

    /** The height it wants, in pixels. */
    public static final double HEIGHT = 52;

    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final double EDGE = 12;
    private static final double TOP = 6;
    private static final double AXIS = 18;
    private static final double MOST_WIDTH = 34;

    private List<Causes.Slice> slices = List.of();
    private @Nullable Tag tag;
    private Instant until = Instant.EPOCH;

    /** Shows the failures of {@code tag} up to {@code now}. */
    public void show(List<Causes.Slice> slices, Tag tag, Instant now) {
        if (tag == this.tag
                && slices.equals(this.slices)
                && Duration.between(until, now).toMillis() < 1000) {
            return;
        }
        this.slices = slices;
        this.tag = tag;
        until = now;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Tag shown = tag;
        if (shown == null) {
            return;
        }
        double bottom = height - AXIS;
        double right = width - EDGE - MOST_WIDTH;
        double pixelsPerMilli = (right - EDGE) / SPAN.toMillis();
        long most = 1;
        for (Causes.Slice slice : slices) {
            most = Math.max(most, slice.tags().getOrDefault(shown, 0L));
        }
        g.setLineWidth(1);
        g.setStroke(palette().line());
        g.strokeLine(EDGE, bottom + 0.5, right, bottom + 0.5);
        g.setFill(SideTone.of(shown.side(), palette()));
        for (Causes.Slice slice : slices) {
            long failed = slice.tags().getOrDefault(shown, 0L);
            double x = right - Duration.between(slice.start(), until).toMillis() * pixelsPerMilli;
            if (failed > 0 && x >= EDGE) {
                double tall = Math.max(2, (bottom - TOP) * failed / most);
                double wide =
                        Math.max(1, Math.min(slice.lengthMillis() * pixelsPerMilli - 1, right - x));
                g.fillRect(x, bottom - tall, wide, tall);
            }
        }
        g.setFont(Fonts.regular(11));
        g.setFill(palette().quiet());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("max " + most, right + 4, TOP + 5);
        g.fillText(Times.minute(until.minus(SPAN)), EDGE, height - 8);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("now", right, height - 8);
    }
}
