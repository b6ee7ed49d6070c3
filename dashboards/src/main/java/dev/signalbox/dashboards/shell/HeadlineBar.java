package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.Headline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The sentence: what is wrong, for whom, what was done, and what callers hear now. */
final class HeadlineBar extends HBox {

    private static final double REASON_HEIGHT_MAX = 34;

    private final SignNode sign = new SignNode(38);
    private final Label sentence = new Label();
    private final Label reason = new Label();

    HeadlineBar() {
        getStyleClass().add("headline");
        setAlignment(Pos.CENTER_LEFT);
        sentence.getStyleClass().add("headline-sentence");
        sentence.setId("headline");
        sentence.setTextOverrun(OverrunStyle.WORD_ELLIPSIS);
        reason.getStyleClass().add("headline-reason");
        // Two lines: what else is wrong stands at its end.
        reason.setWrapText(true);
        reason.setMaxHeight(REASON_HEIGHT_MAX);
        reason.setTextOverrun(OverrunStyle.WORD_ELLIPSIS);
        VBox words = new VBox(2, sentence, reason);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(sign, words);
    }

    void show(Headline headline, boolean stale) {
        sign.show(stale ? Sign.STALE : Sign.of(headline.severity()));
        sentence.setText(headline.sentence());
        reason.setText(headline.reason());
        reason.setVisible(!headline.reason().isEmpty());
        reason.setManaged(!headline.reason().isEmpty());
        setAccessibleText(headline.sentence() + " " + headline.reason());
    }
}
