package dev.signalbox.dashboards.look;

import javafx.scene.Node;
import javafx.scene.Parent;

/** A node whose colours are not all in the style sheet. */
public interface Themed {

    /** The palette may be another one now. */
    void paletteChanged();

    /** Tells {@code node} and all below it. */
    static void tell(Node node) {
        if (node instanceof Themed themed) {
            themed.paletteChanged();
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(Themed::tell);
        }
    }
}
