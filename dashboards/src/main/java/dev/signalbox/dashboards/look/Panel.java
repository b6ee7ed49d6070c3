package dev.signalbox.dashboards.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A framed part of a screen: a heading at the left, a remark at the right, content below. */
public final class Panel extends BorderPane {

    private final Label heading = new Label();
    private final Label remark = new Label();

    public Panel(String heading, Node content) {
        getStyleClass().add("panel");
        this.heading.setText(heading);
        this.heading.getStyleClass().add("panel-heading");
        this.heading.setMinWidth(Region.USE_PREF_SIZE);
        remark.getStyleClass().add("panel-remark");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(12, this.heading, gap, remark);
        head.getStyleClass().add("panel-head");
        head.setAlignment(Pos.CENTER_LEFT);
        setTop(head);
        setCenter(content);
        setMinSize(0, 0);
    }

    /** Changes the heading. */
    public void heading(String text) {
        heading.setText(text);
    }

    /** Changes the remark at the right, short words. */
    public void remark(String text) {
        remark.setText(text);
    }
}
