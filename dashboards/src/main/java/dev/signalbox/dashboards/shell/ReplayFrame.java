package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Themed;
import dev.signalbox.dashboards.part.replay.ReplayBand;
import dev.signalbox.dashboards.part.replay.SideEdge;
import dev.signalbox.dashboards.part.replay.StripedEdge;
import dev.signalbox.dashboards.part.replay.Transport;
import dev.signalbox.dashboards.part.replay.TransportBar;
import dev.signalbox.dashboards.part.replay.TransportControls;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A console inside a frame that nobody takes for live: stripes all around, a band with the recorded
 * time, and the bar that drives the replay.
 */
public final class ReplayFrame extends BorderPane {

    private final ReplayBand band;
    private final TransportBar bar;
    private final TransportControls controls;

    /**
     * @param console shows the recorded pictures; its clock is the recording's
     * @param back what leaving is called: {@code Back to live}
     */
    public ReplayFrame(ConsoleView console, String back, TransportControls controls) {
        this.controls = controls;
        band = new ReplayBand(back, controls);
        bar = new TransportBar(controls);
        getStyleClass().addAll("console", "replay");
        getStylesheets().addAll(console.getStylesheets());
        StripedEdge top = edge();
        VBox.setVgrow(console, Priority.ALWAYS);
        console.setMinSize(0, 0);
        setTop(new VBox(top, band));
        setCenter(console);
        setLeft(new SideEdge());
        setRight(new SideEdge());
        setBottom(new VBox(bar, edge()));
        // The root is where the theme is looked up.
        console.getPseudoClassStates()
                .addListener(
                        (SetChangeListener<PseudoClass>)
                                _ -> {
                                    pseudoClassStateChanged(
                                            Palette.LIGHT_ROOT,
                                            console.getPseudoClassStates()
                                                    .contains(Palette.LIGHT_ROOT));
                                    // A replay that stands still draws nothing anew by itself.
                                    Themed.tell(bar);
                                });
        console.recorded();
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        // Where the keyboard is in the frame itself, or in its bar, the console hears nothing.
        addEventHandler(KeyEvent.KEY_PRESSED, console::keyPressed);
    }

    /** Shows where the replay is; on the FX thread. */
    public void show(Transport transport) {
        band.show(transport);
        bar.show(transport);
    }

    private static StripedEdge edge() {
        StripedEdge edge = new StripedEdge();
        edge.setMinHeight(StripedEdge.THICK);
        edge.setPrefHeight(StripedEdge.THICK);
        edge.setMaxHeight(StripedEdge.THICK);
        return edge;
    }

    private void keyPressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl) {
            return;
        }
        ReplayKey.of(event)
                .ifPresent(
                        key -> {
                            key.press(controls);
                            event.consume();
                        });
    }
}
