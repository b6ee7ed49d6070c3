package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.Texts;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The step before a plan: why, and for an evacuation the region's name by hand. */
public final class PlanForm extends VBox {

    private final Label title = Texts.wrapped("", "change-title");
    private final Label meaning = Texts.wrapped("", "change-moves");
    private final TextField reason = new TextField();
    private final TextField name = new TextField();
    private final Label nameLabel = Texts.wrapped("", "quiet");
    private final Button make = new Button("Make the plan");
    private final Label off = Texts.wrapped("", "off-first");
    private @Nullable PlanWish wish;
    private String gate = "";

    /**
     * @param plan is called with what is wanted and why
     * @param cancel when it is not wanted any more
     */
    public PlanForm(BiConsumer<PlanWish, String> plan, Runnable cancel) {
        getStyleClass().addAll("panel", "plan-form");
        setId("plan-form");
        setSpacing(8);
        reason.setId("plan-reason");
        reason.setPromptText("Reason, for the journal: edge dead, carriers confirm");
        name.setId("plan-name");
        off.setId("plan-off");
        reason.textProperty().addListener((_, _, _) -> refresh());
        name.textProperty().addListener((_, _, _) -> refresh());
        make.setId("plan-make");
        make.getStyleClass().addAll("act", "go");
        make.setOnAction(
                _ -> {
                    PlanWish wanted = wish;
                    if (wanted != null) {
                        plan.accept(wanted, reason.getText().strip());
                    }
                });
        reason.setOnAction(_ -> make.fire());
        name.setOnAction(_ -> make.fire());
        Button back = new Button("Cancel");
        back.getStyleClass().add("act");
        back.setOnAction(_ -> cancel.run());
        getChildren()
                .addAll(
                        title,
                        meaning,
                        Texts.wrapped(
                                "Making a plan moves nothing. All guards are judged and shown"
                                        + " first.",
                                "quiet"),
                        reason,
                        nameLabel,
                        name,
                        new HBox(8, make, back),
                        off);
    }

    /** Asks for {@code wanted}. */
    public void show(PlanWish wanted) {
        wish = wanted;
        title.setText(wanted.heading());
        meaning.setText(wanted.meaning());
        reason.clear();
        name.clear();
        name.setPromptText(wanted.name());
        nameLabel.setText("Type " + wanted.name() + " to confirm which region:");
        for (javafx.scene.Node node : new javafx.scene.Node[] {name, nameLabel}) {
            node.setVisible(wanted.namedByHand());
            node.setManaged(wanted.namedByHand());
        }
        said("", false);
        refresh();
        reason.requestFocus();
    }

    /** What keeps any plan from being made; empty when nothing does. */
    public void gate(String why) {
        if (!why.equals(gate)) {
            gate = why;
            refresh();
        }
    }

    /** Says what became of the wish. */
    public void said(String words, boolean bad) {
        Texts.set(off, words);
        off.getStyleClass().setAll("label", bad ? "stop" : "off-first");
    }

    private void refresh() {
        PlanWish wanted = wish;
        String why =
                wanted == null
                        ? ""
                        : gate.isEmpty() ? wanted.off(reason.getText(), name.getText()) : gate;
        make.setDisable(!why.isEmpty());
        said(why.isEmpty() ? "" : why + ".", false);
    }
}
