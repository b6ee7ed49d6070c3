package dev.signalbox.dashboards.look;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Skin;

/** Content of the box's own width that scrolls up and down. */
public final class ScrollBox extends ScrollPane {

    /** Scrolls {@code content}. */
    public ScrollBox(Node content) {
        super(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinSize(0, 0);
        skinProperty().addListener((_, _, skin) -> showNow(skin));
    }

    /**
     * The skin keeps a bitmap of what is scrolled. While a screen is out of the window that bitmap
     * is not told of changes, and the first picture afterwards shows the old content.
     */
    private void showNow(Skin<?> skin) {
        Node viewport = skin == null ? null : lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }
}
