package dev.signalbox.dashboards.screen;

import dev.signalbox.dashboards.look.Texts;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Says why there is nothing to see at a place. */
public final class NoteScreen implements Screen {

    private final VBox root;

    /**
     * @param title what is missing
     * @param words what to do instead
     */
    public NoteScreen(String title, String words) {
        root = new VBox(6, Texts.wrapped(title, "section"), Texts.wrapped(words, "quiet"));
        root.setAlignment(Pos.CENTER);
        root.getStyleClass().add("panel");
        root.setMinSize(0, 0);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        // What it says does not change.
    }
}
