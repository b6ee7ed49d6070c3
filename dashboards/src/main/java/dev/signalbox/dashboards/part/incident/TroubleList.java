package dev.signalbox.dashboards.part.incident;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is wrong, the worst first; one calm line when nothing is. */
public final class TroubleList extends BorderPane {

    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");

    private final VBox rows = new VBox();
    private final List<Row> shown = new ArrayList<>();
    private final Panel panel;
    private final HBox calm;
    private final Label calmWords = new Label();
    private final Consumer<String> choose;

    /** {@code choose} is called with the region of a trouble that was clicked. */
    public TroubleList(Consumer<String> choose) {
        this.choose = choose;
        setId("troubles");
        ScrollBox scroll = new ScrollBox(rows);
        panel = new Panel("What is wrong", scroll);
        SignNode ring = new SignNode(22);
        ring.show(Sign.WELL);
        calmWords.setWrapText(true);
        calm = new HBox(10, ring, calmWords);
        calm.getStyleClass().add("calm");
        setCenter(panel);
        setMinSize(0, 0);
    }

    /** Shows what is wrong with {@code view}. */
    public void show(FleetView view) {
        List<Trouble> troubles = Trouble.of(view);
        if (troubles.isEmpty()) {
            calmWords.setText(
                    view.regions().isEmpty() ? "Nothing is known yet." : "Nothing is wrong.");
            panel.remark("");
            shown.clear();
            rows.getChildren().setAll(calm);
            return;
        }
        panel.remark(Numbers.counted(troubles.size(), "cause", "causes") + ", worst first");
        if (shown.size() != troubles.size()) {
            while (shown.size() > troubles.size()) {
                shown.removeLast();
            }
            while (shown.size() < troubles.size()) {
                shown.add(new Row());
            }
            rows.getChildren().setAll(shown);
        }
        for (int i = 0; i < troubles.size(); i++) {
            shown.get(i).show(troubles.get(i));
        }
    }

    private final class Row extends HBox {
        private final SignNode sign = new SignNode(24);
        private final Label title = new Label();
        private final Label elapsed = new Label();
        private final Label detail = new Label();
        private final Label action = new Label();
        private final Label next = new Label();
        private String region = "";

        Row() {
            getStyleClass().add("trouble");
            setSpacing(11);
            title.getStyleClass().add("trouble-title");
            elapsed.getStyleClass().add("quiet");
            elapsed.setMinWidth(Region.USE_PREF_SIZE);
            detail.getStyleClass().add("detail");
            action.getStyleClass().add("trouble-action");
            next.getStyleClass().add("detail");
            for (Label label : List.of(title, detail, action, next)) {
                label.setWrapText(true);
                label.setMinHeight(Region.USE_PREF_SIZE);
            }
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            HBox head = new HBox(8, title, elapsed);
            head.setAlignment(Pos.TOP_LEFT);
            VBox text = new VBox(2, head, detail, action, next);
            HBox.setHgrow(text, Priority.ALWAYS);
            getChildren().addAll(sign, text);
            setFocusTraversable(true);
            setOnMouseClicked(_ -> chosen());
            setOnKeyPressed(
                    event -> {
                        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                            chosen();
                        }
                    });
        }

        private void chosen() {
            if (!region.isEmpty()) {
                choose.accept(region);
            }
        }

        void show(Trouble trouble) {
            region = trouble.region();
            sign.show(trouble.sign());
            title.setText(trouble.title());
            elapsed.setText(trouble.elapsed());
            set(detail, trouble.detail());
            set(action, trouble.action());
            action.pseudoClassStateChanged(MOVING, trouble.moving());
            set(next, trouble.next());
            setAccessibleText(
                    trouble.sign().word()
                            + ": "
                            + trouble.title()
                            + ". "
                            + trouble.detail()
                            + ". "
                            + trouble.action()
                            + ". "
                            + trouble.next());
        }

        private static void set(Label label, String text) {
            label.setText(text);
            label.setVisible(!text.isEmpty());
            label.setManaged(!text.isEmpty());
        }
    }
}
