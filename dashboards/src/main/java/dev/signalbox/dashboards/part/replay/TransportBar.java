package dev.signalbox.dashboards.part.replay;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Plays, stops, steps, jumps to decisions and chooses the speed of a replay. */
public final class TransportBar extends HBox {

    private static final List<Integer> SPEEDS = List.of(1, 2, 5, 10, 30, 100);
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final FontIcon playIcon = new FontIcon(Material2OutlinedMZ.PLAY_ARROW);
    private final Button play = new Button("", playIcon);
    private final List<Button> speeds;
    private final Scrubber scrubber;

    public TransportBar(TransportControls controls) {
        getStyleClass().add("transport");
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(4);
        scrubber = new Scrubber(controls::seek);
        HBox.setHgrow(scrubber, Priority.ALWAYS);
        play.setId("replay-play");
        play.setTooltip(new Tooltip("Play or pause (space)"));
        play.setOnAction(_ -> controls.playOrPause());
        speeds = SPEEDS.stream().map(speed -> speed(speed, controls)).toList();
        getChildren()
                .addAll(
                        button(
                                "replay-back",
                                Material2OutlinedMZ.SKIP_PREVIOUS,
                                "The decision before, or the beginning ([)",
                                () -> controls.jump(false)),
                        button(
                                "replay-step-back",
                                Material2OutlinedAL.CHEVRON_LEFT,
                                "A second back (,)",
                                () -> controls.step(-1)),
                        play,
                        button(
                                "replay-step",
                                Material2OutlinedAL.CHEVRON_RIGHT,
                                "A second on (.)",
                                () -> controls.step(1)),
                        button(
                                "replay-forward",
                                Material2OutlinedMZ.SKIP_NEXT,
                                "The next decision (])",
                                () -> controls.jump(true)),
                        scrubber);
        getChildren().addAll(speeds);
        getChildren().forEach(TransportBar::keepsNoFocus);
    }

    /** Shows where the replay is; on the FX thread. */
    public void show(Transport transport) {
        playIcon.setIconCode(
                transport.playing() ? Material2OutlinedMZ.PAUSE : Material2OutlinedMZ.PLAY_ARROW);
        play.setAccessibleText(transport.playing() ? "Pause" : "Play");
        for (int i = 0; i < SPEEDS.size(); i++) {
            speeds.get(i).pseudoClassStateChanged(CURRENT, SPEEDS.get(i) == transport.speed());
        }
        scrubber.show(transport);
    }

    /** Space plays; it must not press the button that was clicked last. */
    private static void keepsNoFocus(javafx.scene.Node node) {
        node.setFocusTraversable(false);
    }

    private static Button speed(int speed, TransportControls controls) {
        Button button = new Button(speed + "x");
        button.setId("replay-speed-" + speed);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(speed + " recorded seconds in a second"));
        button.setOnAction(_ -> controls.speed(speed));
        return button;
    }

    private static Button button(String id, Ikon icon, String words, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(_ -> action.run());
        return button;
    }
}
