package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.part.change.ChangeModel.GuardRow;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * All guards with the numbers they judged: what stops or warns stands out, what passes is quiet.
 * One that blocks is overruled in its own row, by name and reason.
 */
public final class GuardList extends VBox {

    private static final PseudoClass STOPS = PseudoClass.getPseudoClass("stops");
    private static final PseudoClass WARNS = PseudoClass.getPseudoClass("warns");

    private final BiConsumer<String, String> override;
    private List<GuardRow> rows = List.of();

    /** {@code override} is called with a guard's name and the reason to overrule it. */
    public GuardList(BiConsumer<String, String> override) {
        this.override = override;
        setId("guards");
    }

    /** Shows the guards; what is being typed is kept while they stay the same. */
    public void show(List<GuardRow> shown) {
        if (!shown.equals(rows)) {
            rows = shown;
            getChildren().setAll(shown.stream().map(this::row).toList());
        }
    }

    private Region row(GuardRow guard) {
        boolean open = guard.blocks() && guard.overruled().isEmpty();
        boolean quiet = guard.sign() == Sign.WELL || (guard.blocks() && !open);
        SignNode sign = new SignNode(15);
        sign.show(quiet ? Sign.WELL : guard.sign());
        Label word =
                Texts.whole(open || !guard.blocks() ? guard.word() : "was block", "guard-word");
        word.setPrefWidth(64);
        Label title = Texts.line(guard.title(), "guard-title");
        title.setMinWidth(168);
        title.setPrefWidth(168);
        Label numbers = Texts.wrapped(guard.numbers(), "guard-numbers");
        VBox words = new VBox(2, numbers);
        if (!guard.overruled().isEmpty()) {
            words.getChildren().add(Texts.wrapped(guard.overruled(), "guard-overruled"));
        }
        if (open) {
            words.getChildren().add(overrule(guard));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(6, sign, word, title, words);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("guard-row");
        row.pseudoClassStateChanged(STOPS, open);
        row.pseudoClassStateChanged(WARNS, guard.sign() == Sign.MAJOR);
        row.setAccessibleText(guard.word() + ": " + guard.title() + ", " + guard.numbers());
        return row;
    }

    /** A word first; the field only when somebody wants it. */
    private Region overrule(GuardRow guard) {
        if (!guard.overrideOff().isEmpty()) {
            return Texts.wrapped("No override: " + guard.overrideOff(), "guard-overruled");
        }
        Button ask = new Button("Override\u2026");
        ask.getStyleClass().add("link-button");
        ask.setId("override-" + guard.name());
        ask.setTooltip(new Tooltip("For 15 minutes, with your name and a reason in the journal"));
        TextField reason = new TextField();
        reason.setPromptText("Why this guard does not count now");
        reason.setId("override-reason-" + guard.name());
        Button sure = new Button("Override this guard");
        sure.getStyleClass().addAll("act", "danger");
        sure.disableProperty()
                .bind(
                        javafx.beans.binding.Bindings.createBooleanBinding(
                                () -> reason.getText().isBlank(), reason.textProperty()));
        sure.setOnAction(_ -> override.accept(guard.name(), reason.getText().strip()));
        reason.setOnAction(_ -> sure.fire());
        sure.setMinWidth(Region.USE_PREF_SIZE);
        // One under the other: beside a button the field would hold half a sentence.
        VBox form = new VBox(6, reason, sure);
        VBox box = new VBox(ask);
        ask.setOnAction(
                _ -> {
                    box.getChildren().setAll(form);
                    reason.requestFocus();
                });
        return box;
    }
}
