package dev.signalbox.dashboards.part.detail;

import dev.signalbox.dashboards.look.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Titled blocks of lines under one sentence. */
public final class DetailView extends VBox {

    private static final double NAMES = 150;

    /** {@code hint} is said until something is shown. */
    public DetailView(String hint) {
        super(4);
        getStyleClass().add("record");
        hint(hint);
    }

    /** Shows nothing but what to do. */
    public void hint(String words) {
        getChildren().setAll(Texts.wrapped(words, "empty"));
    }

    /** Shows {@code sentence} and the blocks that have lines. */
    public void show(String sentence, List<Block> blocks) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Texts.wrapped(sentence, "record-sentence"));
        for (Block block : blocks) {
            nodes.add(Texts.whole(block.heading(), "record-heading"));
            nodes.add(lines(block));
        }
        getChildren().setAll(nodes);
    }

    private static GridPane lines(Block block) {
        GridPane grid = new GridPane(12, 3);
        ColumnConstraints names = new ColumnConstraints(NAMES);
        ColumnConstraints texts = new ColumnConstraints();
        texts.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, texts);
        int at = 0;
        for (Block.Line line : block.lines()) {
            Label name = Texts.wrapped(line.name(), "quiet");
            Label text = Texts.wrapped(line.text(), style(line.weight()));
            GridPane.setValignment(name, VPos.TOP);
            GridPane.setValignment(text, VPos.TOP);
            grid.addRow(at++, name, text);
        }
        return grid;
    }

    private static String style(Block.Weight weight) {
        return switch (weight) {
            case PLAIN -> "plain";
            case WARN -> "warn";
            case STOP -> "stop";
        };
    }
}
