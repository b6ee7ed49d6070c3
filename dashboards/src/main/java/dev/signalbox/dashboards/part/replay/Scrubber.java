package dev.signalbox.dashboards.part.replay;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.Times;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** The whole range as a line with its decisions; a person puts the replay anywhere on it. */
final class Scrubber extends SizedCanvas {

    private static final double EDGE = 10;
    private static final double LINE = 15;
    private static final double NEAR = 6;

    private final Consumer<Instant> seek;
    private final Tooltip tip = new Tooltip();
    private @Nullable Transport shown;

    Scrubber(Consumer<Instant> seek) {
        this.seek = seek;
        setId("scrubber");
        setPrefHeight(42);
        setMinHeight(42);
        setOnMousePressed(this::moved);
        setOnMouseDragged(this::moved);
        setOnMouseMoved(this::hint);
        Tooltip.install(this, tip);
    }

    void show(Transport transport) {
        shown = transport;
        redraw();
    }

    private void moved(MouseEvent event) {
        Transport known = shown;
        if (known != null) {
            seek.accept(known.moment((event.getX() - EDGE) / (getWidth() - 2 * EDGE)));
        }
        event.consume();
    }

    private void hint(MouseEvent event) {
        Transport known = shown;
        if (known == null) {
            return;
        }
        String words = Times.clock(known.moment((event.getX() - EDGE) / (getWidth() - 2 * EDGE)));
        for (Transport.Tick tick : known.ticks()) {
            if (Math.abs(x(known.place(tick.at()), getWidth()) - event.getX()) < NEAR) {
                words = Times.clock(tick.at()) + "  " + tick.words();
            }
        }
        tip.setText(words);
    }

    private static double x(double place, double width) {
        return EDGE + place * (width - 2 * EDGE);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Transport known = shown;
        if (known == null) {
            return;
        }
        Palette palette = palette();
        double at = x(known.done(), width);
        g.setFill(palette.line());
        g.fillRect(EDGE, LINE - 2, width - 2 * EDGE, 4);
        g.setFill(palette.accent());
        g.fillRect(EDGE, LINE - 2, at - EDGE, 4);
        for (Transport.Tick tick : known.ticks()) {
            double x = Math.floor(x(known.place(tick.at()), width));
            double half = tick.route() ? 10 : 6;
            g.setFill(tick.route() ? palette.major() : palette.quiet());
            g.fillRect(x - 1, LINE - half, tick.route() ? 3 : 2, 2 * half);
        }
        g.setFill(palette.strong());
        g.fillOval(at - 7, LINE - 7, 14, 14);
        g.setFont(Fonts.regular(11));
        g.setFill(palette.quiet());
        g.setTextBaseline(VPos.BOTTOM);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(Times.clock(known.from()), EDGE, height);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(Times.clock(known.to()), width - EDGE, height);
    }
}
