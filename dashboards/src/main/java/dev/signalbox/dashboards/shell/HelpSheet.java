package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** All keys on one sheet. */
final class HelpSheet extends VBox {

    HelpSheet() {
        super(12);
        getStyleClass().addAll("panel", "help");
        setId("help");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Map<String, GridPane> groups = new LinkedHashMap<>();
        HBox columns = new HBox(36);
        for (Key key : Key.values()) {
            row(group(key.group(), groups, columns), key.keys(), key.words());
        }
        for (ReplayKey key : ReplayKey.values()) {
            row(group("In a replay", groups, columns), key.keys(), key.words());
        }
        getChildren()
                .addAll(
                        Texts.whole("Keys", "change-title"),
                        columns,
                        Texts.wrapped(
                                "Nothing that moves calls is done by a key: keys lead to the plan"
                                        + " and its guards. Only Hold acts at once.",
                                "quiet"));
    }

    private static GridPane group(String name, Map<String, GridPane> groups, HBox columns) {
        return groups.computeIfAbsent(
                name,
                _ -> {
                    GridPane made = new GridPane(10, 6);
                    columns.getChildren().add(new VBox(8, Texts.whole(name, "section"), made));
                    return made;
                });
    }

    private static void row(GridPane grid, String keys, String does) {
        Label cap = Texts.whole(keys, "key-cap");
        Label words = Texts.wrapped(does);
        words.setMaxWidth(230);
        GridPane.setValignment(cap, VPos.TOP);
        grid.addRow(grid.getRowCount(), cap, words);
    }
}
