package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.model.quorum.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * What a person can do with a change, and in words why not. Hold is the largest by far: whoever
 * looks for it is in a hurry.
 */
public final class ActionBar extends VBox {

    private final BiConsumer<Act, String> act;
    private final Map<Act, Button> buttons = new EnumMap<>(Act.class);
    private final TextField reason = new TextField();
    private final HBox row = new HBox(8);
    private final VBox off = new VBox(1);
    private final Label reply = Texts.wrapped("", "reply");
    private ChangeShown shown = new ChangeShown("", Phase.DISCARDED, Map.of());

    private record ChangeShown(String id, Phase phase, Map<Act, String> off) {}

    /** {@code act} is called with what a person wants and the reason they gave. */
    public ActionBar(BiConsumer<Act, String> act) {
        this.act = act;
        setSpacing(6);
        getStyleClass().add("action-bar");
        for (Act each : Act.values()) {
            Button button = new Button(each.title());
            button.setId("act-" + each.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().add("act");
            button.setOnAction(_ -> this.act.accept(each, reason.getText().strip()));
            button.setMinWidth(USE_PREF_SIZE);
            buttons.put(each, button);
        }
        button(Act.HOLD).getStyleClass().add("hold");
        button(Act.HOLD).setMaxWidth(Double.MAX_VALUE);
        button(Act.START).getStyleClass().add("go");
        button(Act.RESUME).getStyleClass().add("go");
        button(Act.APPROVE).getStyleClass().add("go");
        button(Act.UNDO).getStyleClass().add("danger");
        reason.setId("act-reason");
        reason.textProperty().addListener((_, _, _) -> gates());
        row.setAlignment(Pos.CENTER_LEFT);
        reply.setId("reply");
        Texts.set(reply, "");
        getChildren().addAll(row, reason, off, reply);
    }

    /** Shows what can be done with {@code model}. */
    public void show(ChangeModel model) {
        Map<Act, String> reasons = new EnumMap<>(Act.class);
        for (Act each : Act.values()) {
            reasons.put(each, model.off(each));
        }
        ChangeShown next = new ChangeShown(model.change().id(), model.change().phase(), reasons);
        if (next.equals(shown)) {
            return;
        }
        boolean same = next.id().equals(shown.id());
        boolean samePhase = same && next.phase() == shown.phase();
        shown = next;
        if (!same) {
            reason.clear();
            reply("", false);
        }
        if (!samePhase) {
            arrange(next.phase(), model);
        }
        gates();
    }

    /** Says what became of the last thing asked for. */
    public void reply(String words, boolean bad) {
        Texts.set(reply, words);
        reply.getStyleClass().setAll("label", "reply", bad ? "stop" : "quiet");
    }

    /** Moves the keyboard to an action; it is not done by that. */
    public void focus(Act wanted) {
        Button button = button(wanted);
        if (needsReason(wanted) && reason.getText().isBlank()) {
            reason.requestFocus();
        } else {
            button.requestFocus();
        }
    }

    /** Does it when it is on: only for what is safe to do by a slip. */
    public void fire(Act wanted) {
        if (!button(wanted).isDisabled() && button(wanted).getParent() != null) {
            button(wanted).fire();
        }
    }

    private Button button(Act wanted) {
        return java.util.Objects.requireNonNull(buttons.get(wanted));
    }

    private static List<Act> of(Phase phase) {
        return switch (phase) {
            case PROPOSED -> List.of(Act.START, Act.APPROVE, Act.DISCARD);
            case RUNNING -> List.of(Act.HOLD, Act.UNDO);
            case HELD -> List.of(Act.RESUME, Act.UNDO);
            case COMPLETED -> List.of(Act.UNDO);
            case UNDONE, DISCARDED -> List.of();
        };
    }

    private void arrange(Phase phase, ChangeModel model) {
        List<Node> nodes = new ArrayList<>();
        for (Act each : of(phase)) {
            Button button = button(each);
            HBox.setHgrow(button, each == Act.HOLD ? Priority.ALWAYS : Priority.NEVER);
            nodes.add(button);
        }
        List<Integer> stages = model.change().plan().stagesPercent();
        button(Act.START)
                .setText("Start with " + (stages.isEmpty() ? 100 : stages.getFirst()) + " %");
        button(Act.HOLD).setText("HOLD");
        row.getChildren().setAll(nodes);
        reason.setPromptText(
                switch (phase) {
                    case PROPOSED -> "Why it is discarded; may be left out";
                    case RUNNING -> "Undo is off until you write here why; a hold may do without";
                    case HELD, COMPLETED -> "Undo is off until you write here why";
                    case UNDONE, DISCARDED -> "";
                });
    }

    private static boolean needsReason(Act act) {
        return switch (act) {
            case UNDO -> true;
            // Who holds is in a hurry: the reason may follow. A plan that was dropped moved
            // nothing.
            case START, APPROVE, HOLD, RESUME, DISCARD -> false;
        };
    }

    private void gates() {
        List<Node> lines = new ArrayList<>();
        for (Act each : of(shown.phase())) {
            Button button = button(each);
            String why = shown.off().getOrDefault(each, "");
            boolean missing = why.isEmpty() && needsReason(each) && reason.getText().isBlank();
            String words = missing ? "say why first" : why;
            button.setDisable(!words.isEmpty());
            button.setTooltip(
                    new Tooltip(each.title() + (words.isEmpty() ? "" : " is off: " + words)));
            // The field above says itself that it wants a reason.
            if (!words.isEmpty() && !missing) {
                Label line =
                        Texts.wrapped(
                                each.title() + " is off: " + words + ".",
                                each == Act.START ? "off-first" : "off");
                line.setId("off-" + each.name().toLowerCase(java.util.Locale.ROOT));
                lines.add(line);
            }
        }
        off.getChildren().setAll(lines);
        // Where nothing can be done nobody needs to say why.
        boolean any =
                of(shown.phase()).stream()
                        .anyMatch(each -> shown.off().getOrDefault(each, "").isEmpty());
        reason.setVisible(any);
        reason.setManaged(any);
    }
}
