package dev.signalbox.dashboards.screen.paths;

import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.part.course.CourseStrip;
import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.course.Value;
import dev.signalbox.dashboards.part.path.PathCell;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One direction: its words and its course. */
final class PathDetail extends VBox {

    private static final double HEAD = 24;

    /** In which all strips can be read, in pixels. */
    private static final double MIN_HEIGHT = HEAD + 4 * (8 + CourseStrip.LOW_HEIGHT);

    private final SignNode sign = new SignNode(17);
    private final Label name = new Label();
    private final Label words = new Label();
    private final CourseStrip loss = new CourseStrip("Loss", "%", 1, 2);
    private final CourseStrip mos = new CourseStrip("MOS", "of 4.5", 2, 4.5);
    private final CourseStrip jitter = new CourseStrip("Jitter", "ms", 1, 10);
    private final CourseStrip roundTrip = new CourseStrip("Round trip", "ms", 1, 50);

    PathDetail() {
        super(8);
        name.getStyleClass().add("section");
        words.getStyleClass().add("quiet");
        words.setMinWidth(0);
        name.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, sign, name, words);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(HEAD);
        getChildren().addAll(head, loss, mos, jitter, roundTrip);
        for (CourseStrip strip : List.of(loss, mos, jitter, roundTrip)) {
            VBox.setVgrow(strip, Priority.ALWAYS);
        }
        setMinSize(0, MIN_HEIGHT);
    }

    /** Shows a direction that may be probed by nobody: {@code cell} is null then. */
    void show(Target.Path path, @Nullable PathCell cell, SenseCourse course, Instant now) {
        name.setText(path.from() + " \u2192 " + path.to());
        sign.show(cell == null ? Sign.STALE : cell.sign());
        words.setText(cell == null ? "not probed" : words(cell));
        String by = cell == null ? "" : cell.by();
        loss.show(
                course.path(path, by, PathQuality::lossRatio).stream()
                        .map(value -> new Value(value.at(), value.value() * 100))
                        .toList(),
                now);
        mos.show(course.path(path, by, PathQuality::mos), now);
        jitter.show(course.path(path, by, PathQuality::jitterMillis), now);
        roundTrip.show(course.path(path, by, PathQuality::roundTripMillis), now);
    }

    private static String words(PathCell cell) {
        String what = cell.finding().isEmpty() ? cell.state() : cell.finding();
        return what + "  \u00b7  " + cell.samples() + ", seen by " + cell.by();
    }
}
