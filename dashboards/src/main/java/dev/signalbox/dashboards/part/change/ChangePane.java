package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.words.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One change from its headline to its buttons. */
public final class ChangePane extends VBox {

    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

    private final SignNode sign = new SignNode(30);
    private final Label title = Texts.wrapped("", "change-title");
    private final Label asked = Texts.wrapped("", "detail");
    private final Label loud = Texts.wrapped("", "change-loud");
    private final VBox stays = new VBox(1);
    private final Label moves = Texts.wrapped("", "change-moves");
    private final Label basis = Texts.wrapped("", "detail");
    private final Label guardSum = Texts.whole("", "panel-remark");
    private final GuardList guards;
    private final VBox approvals = new VBox(2);
    private final StageBar stages = new StageBar();
    private final Label progress = Texts.wrapped("", "change-progress");
    private final Label doors = Texts.wrapped("", "warn");
    private final ActionBar actions;
    private List<String> staysShown = List.of();
    private List<ChangeModel.ApprovalRow> approvalsShown = List.of();

    /**
     * @param back is called when a person wants the list again
     * @param act with what they want and why
     * @param override with a guard and why
     */
    public ChangePane(
            Runnable back, BiConsumer<Act, String> act, BiConsumer<String, String> override) {
        getStyleClass().addAll("panel", "change-pane");
        setId("change");
        guards = new GuardList(override);
        actions = new ActionBar(act);
        title.setId("change-title");
        loud.setId("change-loud");
        progress.setId("change-progress");
        Button list = new Button("All changes");
        list.setId("all-changes");
        list.getStyleClass().add("link-button");
        list.setMinWidth(USE_PREF_SIZE);
        list.setOnAction(_ -> back.run());
        VBox words = new VBox(2, title, asked);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(11, sign, words, list);
        head.setAlignment(Pos.TOP_LEFT);
        VBox top = new VBox(5, head, loud, stays, moves, basis);
        top.getStyleClass().add("change-head");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox guardHead = new HBox(8, Texts.whole("Guards", "panel-heading"), gap, guardSum);
        guardHead.getStyleClass().add("change-section");
        guardHead.setAlignment(Pos.CENTER_LEFT);
        ScrollBox scroll = new ScrollBox(guards);
        scroll.setMinHeight(66);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox bottom = new VBox(8, approvals, stages, progress, doors, actions);
        bottom.getStyleClass().add("change-foot");
        getChildren().addAll(top, guardHead, scroll, bottom);
        setMinSize(0, 0);
    }

    /** Shows {@code model}; only what differs is touched. */
    public void show(ChangeModel model) {
        sign.show(model.sign());
        title.setText(model.title());
        asked.setText(model.asked());
        Texts.set(loud, model.loud());
        boolean bad = model.sign() == Sign.CRITICAL;
        loud.getStyleClass().setAll("label", "change-loud", bad ? "stop" : "warn");
        if (!model.stays().equals(staysShown)) {
            staysShown = model.stays();
            stays.getChildren()
                    .setAll(staysShown.stream().map(s -> Texts.wrapped(s, "change-stay")).toList());
        }
        moves.setText(model.moves());
        basis.setText(model.basis());
        guardSum.setText(model.guardSum());
        guards.show(model.guards());
        showApprovals(model.approvals());
        stages.show(model.stages());
        progress.setText(model.progress());
        Texts.set(doors, model.doors());
        actions.show(model);
    }

    /** The buttons. */
    public ActionBar actions() {
        return actions;
    }

    private void showApprovals(List<ChangeModel.ApprovalRow> rows) {
        if (rows.equals(approvalsShown)) {
            return;
        }
        approvalsShown = rows;
        List<Node> lines = new ArrayList<>();
        int at = 1;
        for (ChangeModel.ApprovalRow row : rows) {
            Label who = Texts.whole(at++ + "  \u00b7  " + row.who(), "approval-who");
            who.pseudoClassStateChanged(MISSING, !row.given());
            Label words = Texts.line(row.words(), "quiet");
            lines.add(new HBox(8, who, words));
        }
        approvals.getChildren().setAll(lines);
    }
}
