package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/** A sign as a node of fixed size. */
public final class SignNode extends Canvas implements Themed {

    private @Nullable Sign shown;

    /** A square of {@code size} pixels. */
    public SignNode(double size) {
        super(size, size);
        sceneProperty().addListener((_, _, scene) -> paletteChanged());
    }

    /** Shows {@code sign}. */
    public void show(Sign sign) {
        if (sign == shown) {
            return;
        }
        shown = sign;
        setAccessibleText(sign.word());
        paletteChanged();
    }

    @Override
    public void paletteChanged() {
        Sign sign = shown;
        if (sign != null) {
            GraphicsContext g = getGraphicsContext2D();
            g.clearRect(0, 0, getWidth(), getHeight());
            Signs signs = new Signs(g, Palette.of(this));
            signs.draw(sign, getWidth() / 2, getHeight() / 2, getWidth() / 2 - 1);
        }
    }
}
