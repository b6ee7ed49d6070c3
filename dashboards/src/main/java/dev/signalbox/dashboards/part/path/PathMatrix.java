package dev.signalbox.dashboards.part.path;

import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.target.Target;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All directions between all regions. Of two views of one direction the fresh one counts, and of
 * two fresh ones that of the region where the media starts.
 *
 * @param regions by name: rows from where, columns to where
 */
public record PathMatrix(List<String> regions, Map<Target.Path, PathCell> cells) {

    public PathMatrix {
        regions = List.copyOf(regions);
        cells = Map.copyOf(cells);
    }

    /** The matrix of a fleet. */
    public static PathMatrix of(FleetView view) {
        TreeSet<String> regions = new TreeSet<>();
        Map<Target.Path, PathCell> cells = new HashMap<>();
        for (RegionEntry entry : view.regions()) {
            regions.add(entry.view().target().name());
            for (PathView path : entry.view().senses().paths()) {
                regions.add(path.path().from());
                regions.add(path.path().to());
                cells.merge(path.path(), PathCell.of(path, entry), PathMatrix::better);
            }
        }
        return new PathMatrix(List.copyOf(regions), cells);
    }

    private static PathCell better(PathCell a, PathCell b) {
        boolean aStale = a.sign() == Sign.STALE;
        boolean bStale = b.sign() == Sign.STALE;
        if (aStale != bStale) {
            return aStale ? b : a;
        }
        return b.ownView() ? b : a;
    }

    /** One direction, if anybody probes it. */
    public Optional<PathCell> cell(Target.Path path) {
        return Optional.ofNullable(cells.get(path));
    }

    /** The worst direction, if there is any. */
    public Optional<PathCell> worst() {
        return cells.values().stream()
                .max(
                        Comparator.comparingInt(PathMatrix::urgency)
                                .thenComparing(
                                        cell -> cell.path().id(), Comparator.reverseOrder()));
    }

    /** Those that need a person, the worst first. */
    public List<PathCell> wrong() {
        return cells.values().stream()
                .filter(cell -> urgency(cell) > 0)
                .sorted(
                        Comparator.comparingInt(PathMatrix::urgency)
                                .reversed()
                                .thenComparing(cell -> cell.path().id()))
                .toList();
    }

    private static int urgency(PathCell cell) {
        return switch (cell.sign()) {
            case WELL, STALE -> 0;
            case MINOR -> 1;
            case MAJOR -> 2;
            case CRITICAL -> 3;
        };
    }
}
