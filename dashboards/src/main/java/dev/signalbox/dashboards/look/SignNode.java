package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.scene.canvas.Canvas;
import org.jspecify.annotations.Nullable;

/** A sign as a node of fixed size. */
public final class SignNode extends Canvas {

    private @Nullable Sign shown;

    /** A square of {@code size} pixels. */
    public SignNode(double size) {
        super(size, size);
    }

    /** Shows {@code sign}. */
    public void show(Sign sign) {
        if (sign == shown) {
            return;
        }
        shown = sign;
        getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        Signs.draw(
                getGraphicsContext2D(), sign, getWidth() / 2, getHeight() / 2, getWidth() / 2 - 1);
        setAccessibleText(sign.word());
    }
}
