package dev.signalbox.dashboards.screen.overview;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.figure.Figure;
import dev.signalbox.dashboards.part.figure.FigureTile;
import dev.signalbox.dashboards.part.figure.Figures;
import dev.signalbox.dashboards.part.incident.TroubleList;
import dev.signalbox.dashboards.part.journal.JournalList;
import dev.signalbox.dashboards.part.map.MapMove;
import dev.signalbox.dashboards.part.map.MapPath;
import dev.signalbox.dashboards.part.map.MapRegion;
import dev.signalbox.dashboards.part.map.WorldMap;
import dev.signalbox.dashboards.part.path.PathCell;
import dev.signalbox.dashboards.part.path.PathMatrix;
import dev.signalbox.dashboards.part.timeline.TimelineView;
import dev.signalbox.dashboards.part.trunk.TrunkRow;
import dev.signalbox.dashboards.part.trunk.TrunkTable;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.layout.Region;

/** The first screen: is any caller hearing silence, where, and why. */
public final class OverviewScreen implements Screen {

    private static final int JOURNAL_ROWS = 200;

    private final List<FigureTile> figures = Stream.generate(FigureTile::new).limit(6).toList();
    private final WorldMap map;
    private final TrunkTable trunks = new TrunkTable(TrunkTable.Columns.BRIEF);
    private final Panel trunkPanel = new Panel("Trunks", trunks);
    private final TroubleList troubles;
    private final JournalList journal = new JournalList();
    private final TimelineView timeline = new TimelineView();
    private final Panel timelinePanel = new Panel("Last minutes", timeline);
    private final OverviewLayout layout;
    private final SenseCourse course;

    /**
     * @param choose is called with the name of a region that a person chose
     * @param course what the console has seen of silence and first responses; it is fed elsewhere
     */
    public OverviewScreen(Consumer<String> choose, SenseCourse course) {
        this.course = course;
        map = new WorldMap(choose);
        troubles = new TroubleList(choose);
        trunks.setId("trunks");
        layout = new OverviewLayout(figures, map, trunkPanel, troubles, journal, timelinePanel);
        timelinePanel.remark(
                "answered %  \u00b7  failures: carriers below, callers above  \u00b7  changes of routes");
    }

    @Override
    public Region node() {
        return layout;
    }

    @Override
    public void show(Picture picture) {
        List<Figure> shown = Figures.of(picture.view(), picture.history(), course);
        for (int i = 0; i < figures.size(); i++) {
            figures.get(i).show(shown.get(i));
        }
        map.show(
                MapRegion.of(picture.view(), picture.changes()),
                paths(picture),
                MapMove.of(picture.view().fleet().state().table()),
                picture.region(),
                "Waiting for the first report of a region");
        showTrunks(picture);
        troubles.show(picture.view());
        List<dev.signalbox.dashboards.part.journal.JournalRow> rows = picture.journal();
        journal.show(rows.subList(0, Math.min(JOURNAL_ROWS, rows.size())));
        timeline.show(picture.history(), picture.milestones());
        timelinePanel.heading(picture.history().title());
    }

    private static List<MapPath> paths(Picture picture) {
        return PathMatrix.of(picture.view()).cells().values().stream()
                .map(
                        cell ->
                                new MapPath(
                                        cell.path().from(),
                                        cell.path().to(),
                                        cell.sign(),
                                        words(cell)))
                .sorted(Comparator.comparing(MapPath::from).thenComparing(MapPath::to))
                .toList();
    }

    private static String words(PathCell cell) {
        return cell.sign() == Sign.WELL || cell.sign() == Sign.STALE
                ? ""
                : cell.title()
                        + "  "
                        + (cell.mos().equals(Numbers.UNDEFINED)
                                ? cell.state()
                                : cell.loss() + " loss, MOS " + cell.mos());
    }

    private void showTrunks(Picture picture) {
        List<TrunkRow> rows = picture.chosenRegion().map(TrunkRow::of).orElse(List.of());
        trunks.show(rows);
        layout.rows(rows.size());
        trunkPanel.heading(
                picture.chosenRegion().map(OverviewScreen::regionHeading).orElse("Trunks"));
        trunkPanel.remark(
                picture.chosenRegion()
                        .map(
                                entry ->
                                        "last minute  \u00b7  measured "
                                                + Times.age(entry.ageMillis())
                                                + " ago")
                        .orElse(""));
    }

    private static String regionHeading(RegionEntry entry) {
        return "Trunks of "
                + entry.view().target().name()
                + "  \u00b7  "
                + entry.view().title()
                + ", "
                + entry.view().jurisdiction();
    }
}
