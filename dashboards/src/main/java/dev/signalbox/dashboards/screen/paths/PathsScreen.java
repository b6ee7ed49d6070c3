package dev.signalbox.dashboards.screen.paths;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.path.MatrixView;
import dev.signalbox.dashboards.part.path.PathCell;
import dev.signalbox.dashboards.part.path.PathMatrix;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.target.Target;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every direction between regions; below, the chosen one beside its opposite. */
public final class PathsScreen implements Screen {

    private static final double PANEL_HEAD = 33;

    private final MatrixView view = new MatrixView(this::choose);
    private final Label empty = new Label();
    private final Panel panel = new Panel("Media between regions", new StackPane(view, empty));
    private final PathDetail chosenDetail = new PathDetail();
    private final PathDetail oppositeDetail = new PathDetail();
    private final HBox details = new HBox(16, chosenDetail, oppositeDetail);
    private final SenseCourse course;
    private final VBox root = new VBox(8, panel, details);
    private Target.@Nullable Path wanted;
    private @Nullable Picture picture;

    /** {@code course} is what the console has seen of each path; it is fed elsewhere. */
    public PathsScreen(SenseCourse course) {
        this.course = course;
        empty.getStyleClass().add("empty");
        empty.setWrapText(true);
        for (PathDetail detail : List.of(chosenDetail, oppositeDetail)) {
            HBox.setHgrow(detail, Priority.ALWAYS);
            detail.setPrefWidth(0);
        }
        details.setPrefHeight(0);
        VBox.setVgrow(details, Priority.ALWAYS);
        root.setMinSize(0, 0);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        this.picture = picture;
        showChosen();
    }

    private void choose(Target.Path path) {
        wanted = path;
        showChosen();
    }

    private void showChosen() {
        Picture shown = picture;
        if (shown == null) {
            return;
        }
        PathMatrix matrix = PathMatrix.of(shown.view());
        boolean none = matrix.cells().isEmpty();
        empty.setText(none ? nothing(shown) : "");
        details.setVisible(!none);
        if (none) {
            view.show(new PathMatrix(List.of(), matrix.cells()), null);
            panel.remark("");
            panel.setPrefHeight(PANEL_HEAD + 120);
            return;
        }
        panel.remark(remark(matrix));
        // Until a person chooses, the worst direction is what should be looked at.
        Target.Path path = wanted;
        if (path == null || !matrix.cells().containsKey(path)) {
            path = matrix.worst().map(PathCell::path).orElseThrow();
        }
        view.show(matrix, path);
        panel.setPrefHeight(PANEL_HEAD + view.wantedHeight());
        // In a low window the cells give way before the courses do.
        panel.setMinHeight(PANEL_HEAD + view.leastHeight());
        show(chosenDetail, path, matrix, shown);
        show(oppositeDetail, new Target.Path(path.to(), path.from()), matrix, shown);
    }

    private void show(PathDetail detail, Target.Path path, PathMatrix matrix, Picture shown) {
        detail.show(path, matrix.cell(path).orElse(null), course, shown.view().at());
    }

    private static String remark(PathMatrix matrix) {
        List<PathCell> wrong = matrix.wrong();
        long stale = matrix.cells().values().stream().filter(c -> c.sign() == Sign.STALE).count();
        String words =
                wrong.isEmpty()
                        ? "all directions well"
                        : Numbers.counted(wrong.size(), "direction", "directions")
                                + " poor: "
                                + wrong.getFirst().title();
        return words
                + (stale == 0 ? "" : "  \u00b7  " + stale + " not known")
                + "  \u00b7  rows: from, columns: to";
    }

    private static String nothing(Picture picture) {
        return picture.view().regions().isEmpty()
                ? "Waiting for the first report of a region"
                : "No region has path peers configured: agent.yaml path.peers";
    }
}
