package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line at the top: how many regions, how old the data, what automation may do, the time. */
final class HeaderBar extends HBox {

    private static final PseudoClass BRAKED = PseudoClass.getPseudoClass("braked");

    private final Label fleet = new Label();
    private final Label epoch = new Label();
    private final FigureText age = new FigureText(Fonts.regular(12));
    private final SignNode ageSign = new SignNode(14);
    private final Label automation = new Label();
    private final Button themes = new Button();
    private final FigureText clock = new FigureText(Fonts.strong(12.5));

    /** {@code theme} is called when a person wants it light or dark. */
    HeaderBar(Runnable theme) {
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        fleet.getStyleClass().add("strong");
        epoch.getStyleClass().add("quiet");
        automation.getStyleClass().add("pill");
        automation.setId("automation");
        clock.setTone(Tone.STRONG);
        HBox ageGroup = new HBox(6, ageSign, age);
        ageGroup.setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        themes.setId("theme");
        themes.setOnAction(_ -> theme.run());
        themes.setTooltip(new Tooltip("Light or dark (L)"));
        light(false);
        getChildren().addAll(fleet, epoch, ageGroup, gap, themes, automation, clock);
        themes.setMinWidth(Region.USE_PREF_SIZE);
        for (Label label : new Label[] {fleet, automation}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
    }

    void show(Frame frame) {
        fleet.setText(frame.fleet());
        epoch.setText(frame.epoch());
        age(frame.age(), frame.ageSign());
        automation.setText(frame.automation());
        automation.pseudoClassStateChanged(BRAKED, frame.automationSign() != Sign.WELL);
    }

    void age(String words, Sign sign) {
        age.setText(words);
        age.setTone(sign == Sign.WELL ? Tone.TEXT : Tone.of(sign));
        ageSign.show(sign);
        ageSign.setVisible(sign != Sign.WELL);
        ageSign.setManaged(sign != Sign.WELL);
    }

    /** Offers the other theme. */
    void light(boolean light) {
        themes.setText(light ? "Dark" : "Light");
    }

    void clock(Instant now) {
        clock.setText(Times.clock(now) + " UTC");
    }
}
