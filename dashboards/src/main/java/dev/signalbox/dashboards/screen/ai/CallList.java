package dev.signalbox.dashboards.screen.ai;

import dev.signalbox.dashboards.part.ai.Causes;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Single calls of one cause, each with what is known of it. */
final class CallList extends VBox {

    private List<Causes.Call> shown = List.of();

    CallList() {
        setId("calls");
    }

    /** Shows {@code calls}, the newest first. */
    void show(List<Causes.Call> calls) {
        if (calls.equals(shown)) {
            return;
        }
        shown = calls;
        getChildren().setAll(calls.stream().map(CallList::entry).toList());
    }

    private static VBox entry(Causes.Call call) {
        Label head = wrapped(call.head(), "strong");
        VBox entry = new VBox(head);
        entry.getStyleClass().add("call");
        String reason = (call.suspected() ? "Suspected: " : "") + call.reason();
        entry.getChildren().add(wrapped(reason, "plain"));
        call.evidence()
                .forEach(line -> entry.getChildren().add(wrapped("\u2013 " + line, "detail")));
        return entry;
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
