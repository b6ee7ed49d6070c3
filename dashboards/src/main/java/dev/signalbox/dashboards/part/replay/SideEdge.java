package dev.signalbox.dashboards.part.replay;

import dev.signalbox.dashboards.look.SizedCanvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The same stripes down a side. */
public final class SideEdge extends SizedCanvas {

    private static final Color STRIPE = Color.web("#c792ea");
    private static final Color GAP = Color.web("#3b1f52");
    private static final double STEP = 22;

    public SideEdge() {
        setMouseTransparent(true);
        setMinWidth(StripedEdge.THICK);
        setPrefWidth(StripedEdge.THICK);
        setMaxWidth(StripedEdge.THICK);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setFill(GAP);
        g.fillRect(0, 0, width, height);
        g.setFill(STRIPE);
        for (double y = -width; y < height + width; y += STEP) {
            g.fillPolygon(
                    new double[] {0, width, width, 0},
                    new double[] {y + width, y, y + STEP / 2, y + width + STEP / 2},
                    4);
        }
    }
}
