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
    private final Label standing = new Label();
    private final SignNode standingSign = new SignNode(14);
    private final Label role = new Label();
    private final Button automation = new Button();
    private final Tooltip brakeTip = new Tooltip(Key.BRAKE.tip());
    private final Button palette = new Button();
    private final Button themes = new Button();
    private final FigureText clock = new FigureText(Fonts.strong(12.5));

    /**
     * @param theme is called when a person wants it light or dark
     * @param brake when they want to stop automation, or let it go on
     * @param find when they want the palette of everything
     */
    HeaderBar(Runnable theme, Runnable brake, Runnable find) {
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        fleet.getStyleClass().add("strong");
        epoch.getStyleClass().add("quiet");
        automation.getStyleClass().add("pill");
        automation.setId("automation");
        automation.setOnAction(_ -> brake.run());
        // A disabled button hears no mouse: its tooltip sits on the box around it.
        HBox pill = new HBox(automation);
        pill.setAlignment(Pos.CENTER_LEFT);
        pill.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip.install(pill, brakeTip);
        palette.setText(Key.PALETTE.keys());
        palette.setId("palette-button");
        palette.setOnAction(_ -> find.run());
        palette.setTooltip(new Tooltip(Key.PALETTE.tip()));
        role.setId("role");
        role.getStyleClass().add("pill");
        standing.setId("standing");
        standing.setMinWidth(0);
        clock.setTone(Tone.STRONG);
        HBox ageGroup = new HBox(6, ageSign, age);
        ageGroup.setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        themes.setId("theme");
        themes.setOnAction(_ -> theme.run());
        themes.setTooltip(new Tooltip(Key.LIGHT.tip()));
        light(false);
        HBox standingGroup = new HBox(6, standingSign, standing);
        standingGroup.setAlignment(Pos.CENTER_LEFT);
        standingGroup.setMinWidth(0);
        HBox buttons = new HBox(8, palette, themes);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(fleet, epoch, standingGroup, ageGroup, gap, buttons, pill, role, clock);
        for (Region whole : new Region[] {fleet, automation, themes, palette, role, buttons}) {
            whole.setMinWidth(Region.USE_PREF_SIZE);
        }
    }

    void show(Frame frame) {
        fleet.setText(frame.fleet());
        boolean told = !frame.standing().isEmpty();
        epoch.setText(told ? "" : frame.epoch());
        epoch.setManaged(!told);
        standing.setText(frame.standing());
        standing.getStyleClass()
                .setAll("label", frame.standingSign() == Sign.WELL ? "quiet" : "warn");
        standingSign.show(frame.standingSign());
        standingSign.setVisible(told && frame.standingSign() != Sign.WELL);
        standingSign.setManaged(told && frame.standingSign() != Sign.WELL);
        role.setText(frame.role());
        role.setVisible(!frame.role().isEmpty());
        role.setManaged(!frame.role().isEmpty());
        age(frame.age(), frame.ageSign());
        boolean off = frame.brake().isEmpty();
        automation.setText(frame.automation() + (off ? "" : "  \u00b7  " + frame.brake()));
        automation.setDisable(off);
        automation.setAccessibleHelp(off ? "Off: " + frame.brakeOff() : "");
        brakeTip.setText(off ? "Off: " + frame.brakeOff() : Key.BRAKE.tip());
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
