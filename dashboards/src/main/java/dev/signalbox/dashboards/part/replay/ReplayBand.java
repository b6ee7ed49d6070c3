package dev.signalbox.dashboards.part.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Says that nothing below is live, of which second it is, and that commands are off. */
public final class ReplayBand extends HBox {

    /** Why nothing can be commanded in a replay. */
    public static final String COMMANDS_OFF =
            "Commands are off: this is a recording, and what it shows is over";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Label name = new Label("REPLAY");
    private final Label time = new Label();
    private final Label speed = new Label();
    private final Label title = new Label();

    public ReplayBand(String back, TransportControls controls) {
        getStyleClass().add("replay-band");
        setId("replay-band");
        setAlignment(Pos.CENTER_LEFT);
        setSpacing(16);
        name.getStyleClass().add("replay-name");
        time.getStyleClass().add("replay-time");
        speed.getStyleClass().add("replay-time");
        Label off = new Label(COMMANDS_OFF);
        off.setTextOverrun(OverrunStyle.WORD_ELLIPSIS);
        title.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button leave = new Button(back);
        leave.setId("replay-leave");
        leave.setFocusTraversable(false);
        leave.setOnAction(_ -> controls.leave());
        for (Region fixed : new Region[] {name, time, speed, leave}) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().addAll(name, time, speed, off, gap, title, leave);
    }

    public void show(Transport transport) {
        time.setText(words(transport.at()));
        speed.setText(transport.playing() ? transport.speed() + "x" : "paused");
        title.setText(transport.title());
    }

    static String words(Instant at) {
        return TIME.format(at) + " UTC";
    }
}
