package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.SignNode;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line at the bottom: connections, journals, and what is the matter in words. */
final class StatusBar extends HBox {

    private final HBox connections = new HBox(18);
    private final List<SignNode> signs = new ArrayList<>();
    private final List<Label> words = new ArrayList<>();
    private final Label journals = new Label();
    private final Label remark = new Label();

    StatusBar() {
        getStyleClass().add("status");
        setId("status");
        setAlignment(Pos.CENTER_LEFT);
        connections.setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        remark.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        journals.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(connections, remark, gap, journals);
    }

    void show(Frame frame) {
        List<Frame.Connection> shown = frame.connections();
        while (words.size() < shown.size()) {
            SignNode sign = new SignNode(13);
            Label label = new Label();
            HBox group = new HBox(6, sign, label);
            group.setAlignment(Pos.CENTER_LEFT);
            signs.add(sign);
            words.add(label);
            connections.getChildren().add(group);
        }
        while (words.size() > shown.size()) {
            signs.removeLast();
            words.removeLast();
            connections.getChildren().removeLast();
        }
        for (int i = 0; i < shown.size(); i++) {
            signs.get(i).show(shown.get(i).sign());
            words.get(i).setText(shown.get(i).words());
        }
        remark.setText(frame.remark());
        journals.setText(frame.journals());
    }
}
