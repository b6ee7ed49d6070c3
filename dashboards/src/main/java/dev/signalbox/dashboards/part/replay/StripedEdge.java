package dev.signalbox.dashboards.part.replay;

import dev.signalbox.dashboards.look.SizedCanvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Slanted stripes that nothing else in the console has: what they frame is not live. */
public final class StripedEdge extends SizedCanvas {

    /** How thick the frame is, pixels. */
    public static final double THICK = 12;

    private static final Color STRIPE = Color.web("#c792ea");
    private static final Color GAP = Color.web("#3b1f52");
    private static final double STEP = 22;

    public StripedEdge() {
        setMouseTransparent(true);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setFill(GAP);
        g.fillRect(0, 0, width, height);
        g.setFill(STRIPE);
        for (double x = -height; x < width + height; x += STEP) {
            g.fillPolygon(
                    new double[] {x, x + STEP / 2, x + STEP / 2 + height, x + height},
                    new double[] {height, height, 0, 0},
                    4);
        }
    }
}
