package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.fx.FxReply;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.part.change.Asker;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetState;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Stops automation in the whole fleet, or lets it go on: with a reason, never by one click. */
final class BrakeForm extends VBox {

    private final Commands commands;
    private final Runnable done;
    private final Label title = Texts.wrapped("", "change-title");
    private final Label words = Texts.wrapped("", "change-moves");
    private final TextField reason = new TextField();
    private final Button button = new Button();
    private final Label off = Texts.wrapped("", "off-first");
    private boolean on;
    private String gate = "";

    /** {@code done} is called when the fleet took it or it is not wanted any more. */
    BrakeForm(Commands commands, Runnable done) {
        super(8);
        this.commands = commands;
        this.done = done;
        getStyleClass().addAll("panel", "plan-form");
        setId("brake-form");
        setMaxSize(520, USE_PREF_SIZE);
        reason.setPromptText("Reason, for the journal");
        reason.setId("brake-reason");
        reason.textProperty().addListener((_, _, _) -> refresh());
        button.setId("brake-set");
        button.getStyleClass().addAll("act", "go");
        button.setOnAction(_ -> ask());
        reason.setOnAction(_ -> button.fire());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("act");
        cancel.setOnAction(_ -> done.run());
        off.setId("brake-off");
        getChildren().addAll(title, words, reason, new HBox(8, button, cancel), off);
    }

    /** Asks for the brake, or for its release when it is set. */
    void open(FleetView view) {
        FleetState.Brake brake = view.fleet().state().brake();
        on = brake == null;
        title.setText(on ? "Brake on automation" : "Release the brake");
        button.setText(on ? "Set the brake" : "Release it");
        words.setText(
                on || brake == null
                        ? "Nothing moves by itself in the whole fleet until somebody releases it."
                                + " Plans by hand still work. One region alone: ./signalbox ctl"
                                + " brake."
                        : "Set by "
                                + brake.person().name()
                                + ": \u201c"
                                + brake.reason()
                                + "\u201d. Automation goes on where its rules enforce.");
        gate = Asker.of(view, commands.off()).off(Role.OPERATOR, Scope.FLEET);
        reason.clear();
        refresh();
        reason.requestFocus();
    }

    private void refresh() {
        String why =
                !gate.isEmpty()
                        ? gate
                        : reason.getText().isBlank() ? "Say why: the reason is journaled" : "";
        button.setDisable(!why.isEmpty());
        said(why.isEmpty() ? "" : why + ".", false);
    }

    private void said(String text, boolean bad) {
        Texts.set(off, text);
        off.getStyleClass().setAll("label", bad ? "stop" : "off-first");
    }

    private void ask() {
        said("Asked\u2026", false);
        FxReply.of(
                commands.brake("", on, reason.getText().strip()),
                this::replied,
                broken -> said("Nobody answered: " + broken, true));
    }

    private void replied(Reply reply) {
        switch (reply) {
            case Reply.Done _, Reply.Planned _ -> done.run();
            case Reply.Refused refused -> said(refused.sentence(), true);
            case Reply.Unreachable lost -> said(lost.words(), true);
        }
    }
}
