package dev.signalbox.dashboards.look;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** A canvas that fills the space it is given and draws itself again when that changes. */
public abstract class SizedCanvas extends Region implements Themed {

    private final Canvas canvas = new Canvas();

    @SuppressWarnings("this-escape") // Region offers its children no other way.
    protected SizedCanvas() {
        canvas.setManaged(false);
        getChildren().add(canvas);
        setMinSize(0, 0);
        // Elsewhere it may have missed a change of palette.
        sceneProperty().addListener((_, _, scene) -> paletteChanged());
    }

    /** The colours to draw with. */
    protected final Palette palette() {
        return Palette.of(this);
    }

    @Override
    public final void paletteChanged() {
        redraw();
    }

    /** Draws everything on a cleared canvas of {@code width} x {@code height} pixels. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    /** Draws again now, if there is room to draw in. */
    protected final void redraw() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        if (width >= 1 && height >= 1) {
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, width, height);
            draw(g, width, height);
        }
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(0, Math.floor(getWidth() - left - snappedRightInset()));
        double height = Math.max(0, Math.floor(getHeight() - top - snappedBottomInset()));
        canvas.relocate(left, top);
        if (width != canvas.getWidth() || height != canvas.getHeight()) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            redraw();
        }
    }
}
