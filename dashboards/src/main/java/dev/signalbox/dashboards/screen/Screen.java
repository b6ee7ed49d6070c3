package dev.signalbox.dashboards.screen;

import javafx.scene.layout.Region;

/** One screen of the console. It is given pictures only while it is shown. */
public interface Screen {

    /** What fills the window beside the rail. */
    Region node();

    /** Shows {@code picture}; called on the FX thread. */
    void show(Picture picture);

    /** Moves the keyboard to the field that filters, where there is one. */
    default void find() {}
}
