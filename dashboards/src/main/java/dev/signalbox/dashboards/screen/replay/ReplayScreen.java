package dev.signalbox.dashboards.screen.replay;

import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Lets a person choose what is played back: the last minutes, from the agents' recordings. */
public final class ReplayScreen implements Screen {

    private static final List<Duration> SPANS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    private final VBox root = new VBox(12);
    private final List<Button> buttons = new ArrayList<>();
    private final Label state = new Label();

    /**
     * @param wanted is told the span up to now that a person wants to see
     */
    public ReplayScreen(Consumer<Duration> wanted) {
        Label title = new Label("Play back what this console was told");
        title.getStyleClass().add("strong");
        Label words =
                new Label(
                        "The agents' recordings are read, second by second, with their journals."
                                + " The same screens show them, in a striped frame; commands are"
                                + " off.");
        words.setWrapText(true);
        HBox spans = new HBox(8);
        spans.setAlignment(Pos.CENTER);
        for (Duration span : SPANS) {
            Button button = new Button("Last " + span.toMinutes() + " minutes");
            button.setId("replay-last-" + span.toMinutes());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(
                    _ -> {
                        busy(true, "Reading the recordings...");
                        wanted.accept(span);
                    });
            buttons.add(button);
        }
        spans.getChildren().addAll(buttons);
        Label file =
                new Label(
                        "A bundle: ./signalbox console --open FILE. It is made by: ./signalbox ctl"
                                + " incident export --last 30min --out FILE");
        file.getStyleClass().add("quiet");
        file.setWrapText(true);
        state.setId("replay-state");
        state.setWrapText(true);
        root.getChildren().addAll(title, words, spans, state, file);
        root.getStyleClass().add("panel");
        root.setAlignment(Pos.CENTER);
        root.setFillWidth(false);
        root.setMinSize(0, 0);
    }

    /** Why there is no replay; a person may choose again. On the FX thread. */
    public void failed(String words) {
        busy(false, words);
    }

    /** A person may choose again. */
    public void ready() {
        busy(false, "");
    }

    /** Nothing can be chosen here, for a reason in words. */
    public ReplayScreen off(String why) {
        busy(true, why);
        return this;
    }

    private void busy(boolean busy, String words) {
        buttons.forEach(button -> button.setDisable(busy));
        state.setText(words);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        // What can be chosen does not change with what happens.
    }
}
