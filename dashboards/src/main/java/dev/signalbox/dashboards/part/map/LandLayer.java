package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.look.SizedCanvas;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.FillRule;
import org.jspecify.annotations.Nullable;

/** Dark land; drawn again only when frame or regions change. */
final class LandLayer extends SizedCanvas {

    private @Nullable List<double[]> rings;
    private List<Projection.Place> places = List.of();

    void show(List<Projection.Place> places) {
        if (!places.equals(this.places)) {
            this.places = places;
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (rings == null) {
            rings = Outline.rings();
        }
        Projection projection = Projection.fit(places, width, height);
        g.setFill(palette().land());
        g.setFillRule(FillRule.EVEN_ODD);
        g.beginPath();
        for (double world : new double[] {-360, 0, 360}) {
            addRings(g, projection, world);
        }
        g.fill();
    }

    private void addRings(GraphicsContext g, Projection projection, double world) {
        if (rings == null) {
            return;
        }
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                double x = projection.x(ring[i] + world);
                double y = projection.y(ring[i + 1]);
                if (i == 0) {
                    g.moveTo(x, y);
                } else {
                    g.lineTo(x, y);
                }
            }
            g.closePath();
        }
    }
}
