package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.fx.FxReply;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Asks the fleet for one thing: what it means, why, and a button that says why it is off. Never by
 * one click.
 */
public abstract class AskForm extends VBox {

    private final Commands commands;
    private final Runnable done;
    private final Label title = Texts.wrapped("", "change-title");
    private final Label words = Texts.wrapped("", "change-moves");
    private final TextField reason = new TextField();
    private final List<Node> choices;
    private final Button button = new Button();
    private final Label off = Texts.wrapped("", "off-first");
    private boolean reasonNeeded;
    private String gate = "";

    /**
     * @param name of what is asked for, with which the ids of its parts begin
     * @param done is called when the fleet took it or it is not wanted any more
     * @param choices what else is to be said, between the reason and the button
     */
    @SuppressWarnings("this-escape") // VBox offers no other way.
    protected AskForm(String name, Commands commands, Runnable done, Node... choices) {
        super(8);
        this.commands = commands;
        this.done = done;
        this.choices = List.of(choices);
        getStyleClass().addAll("panel", "plan-form");
        setId(name + "-form");
        setMaxSize(520, USE_PREF_SIZE);
        reason.setPromptText("Reason, for the journal");
        reason.setId(name + "-reason");
        reason.textProperty().addListener((_, _, _) -> refresh());
        button.setId(name + "-set");
        button.getStyleClass().addAll("act", "go");
        button.setOnAction(_ -> ask());
        reason.setOnAction(_ -> button.fire());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("act");
        cancel.setOnAction(_ -> done.run());
        off.setId(name + "-off");
        getChildren().addAll(title, words, reason);
        getChildren().addAll(choices);
        getChildren().addAll(new HBox(8, button, cancel), off);
    }

    /** What the button asks for, with the reason that was given; empty where none is needed. */
    protected abstract CompletionStage<Reply> asked(Commands commands, String reason);

    /**
     * Shows what is asked for, anew.
     *
     * @param meaning what it does
     * @param doing what the button says
     * @param withReason whether a reason and the choices are needed
     */
    protected final void show(
            FleetView view, String heading, String meaning, String doing, boolean withReason) {
        title.setText(heading);
        words.setText(meaning);
        button.setText(doing);
        reasonNeeded = withReason;
        shown(reason, withReason);
        choices.forEach(choice -> shown(choice, withReason));
        gate = Asker.of(view, commands.off()).off(Role.OPERATOR, Scope.FLEET);
        reason.clear();
        refresh();
        if (withReason) {
            reason.requestFocus();
        } else {
            button.requestFocus();
        }
    }

    private static void shown(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private void refresh() {
        boolean missing = reasonNeeded && reason.getText().isBlank();
        String why = !gate.isEmpty() ? gate : missing ? "Say why: the reason is journaled" : "";
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
                asked(commands, reason.getText().strip()),
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
