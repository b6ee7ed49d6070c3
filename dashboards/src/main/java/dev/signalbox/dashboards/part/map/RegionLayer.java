package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Regions with their signs and labels, and the calls that were moved. */
final class RegionLayer extends SizedCanvas {

    private static final Font NAME = Fonts.strong(12.5);
    private static final Font LINE = Fonts.regular(11.5);
    private static final double NAME_HEIGHT = 16;
    private static final double LINE_HEIGHT = 15;
    private static final double ARROW = 34;

    /** Distance of the ring around the chosen region from its sign. */
    private static final double RING = 4;

    private static final double LEGEND_HEIGHT = 30;

    private final PathLines lines = new PathLines();
    private final MoveLines moveLines = new MoveLines();
    private final Map<String, Double> widths = new HashMap<>();
    private List<MapRegion> regions = List.of();
    private List<MapRegion> shown = List.of();
    private List<MapPath> paths = List.of();
    private List<MapMove> moves = List.of();
    private List<LabelPlacement.Placed> placed = List.of();
    private String selected = "";
    private double phase;

    void show(List<MapRegion> regions, List<MapPath> paths, List<MapMove> moves, String selected) {
        if (!regions.equals(shown)
                || !paths.equals(this.paths)
                || !moves.equals(this.moves)
                || !selected.equals(this.selected)) {
            shown = regions;
            this.paths = paths;
            this.moves = moves;
            // The worst is placed first and so gets the best place for its label.
            this.regions =
                    regions.stream()
                            .sorted(
                                    Comparator.comparing(MapRegion::sign)
                                            .reversed()
                                            .thenComparing(MapRegion::name))
                            .toList();
            this.selected = selected;
            redraw();
        }
    }

    boolean moving() {
        return regions.stream().anyMatch(region -> !region.movedTo().isEmpty())
                || moves.stream().anyMatch(MapMove::underWay);
    }

    /** Moves the dashes on; {@code seconds} is any running time. */
    void animate(double seconds) {
        phase = -seconds * 14 % 7;
        redraw();
    }

    /** The region whose sign or label is at a point. */
    Optional<String> at(double x, double y) {
        for (int i = 0; i < placed.size(); i++) {
            LabelPlacement.Placed place = placed.get(i);
            boolean onSign = Math.hypot(place.x() - x, place.y() - y) <= radius(regions.get(i)) + 4;
            boolean onLabel = place.label() != null && place.label().contains(x, y);
            if (onSign || onLabel) {
                return Optional.of(regions.get(i).name());
            }
        }
        return Optional.empty();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Projection projection = Projection.fit(places(regions), width, height);
        List<LabelPlacement.Spot> spots = new ArrayList<>();
        for (MapRegion region : regions) {
            spots.add(
                    new LabelPlacement.Spot(
                            projection.x(region.longitude()),
                            projection.y(region.latitude()),
                            radius(region) + (region.name().equals(selected) ? RING : 0),
                            labelWidth(region),
                            labelHeight(region)));
        }
        LabelPlacement.Box legend =
                new LabelPlacement.Box(0, height - LEGEND_HEIGHT, width, LEGEND_HEIGHT);
        Map<String, LabelPlacement.Spot> places = new HashMap<>();
        for (int i = 0; i < regions.size(); i++) {
            places.put(regions.get(i).name(), spots.get(i));
        }
        List<LabelPlacement.Box> taken = new ArrayList<>(List.of(legend));
        taken.addAll(lines.place(paths, places, width, height - LEGEND_HEIGHT));
        taken.addAll(moveLines.place(moves, places, width, height - LEGEND_HEIGHT));
        placed = place(spots, taken, width, height);
        lines.draw(g, palette());
        moveLines.draw(g, palette(), phase);
        for (int i = 0; i < regions.size(); i++) {
            drawRegion(g, regions.get(i), spots.get(i), placed.get(i));
        }
    }

    /**
     * By name, so that a label stays where it is when troubles come and go; by importance only when
     * there is no room for all.
     */
    private List<LabelPlacement.Placed> place(
            List<LabelPlacement.Spot> spots,
            List<LabelPlacement.Box> taken,
            double width,
            double height) {
        List<Integer> byName =
                IntStream.range(0, spots.size())
                        .boxed()
                        .sorted(Comparator.comparing(i -> regions.get(i).name()))
                        .toList();
        List<LabelPlacement.Placed> found =
                LabelPlacement.place(
                        byName.stream().map(spots::get).toList(), taken, width, height);
        if (found.stream().anyMatch(each -> each.label() == null)) {
            return LabelPlacement.place(spots, taken, width, height);
        }
        return IntStream.range(0, spots.size())
                .mapToObj(i -> found.get(byName.indexOf(i)))
                .toList();
    }

    private void drawRegion(
            GraphicsContext g,
            MapRegion region,
            LabelPlacement.Spot spot,
            LabelPlacement.Placed place) {
        g.setLineDashes();
        g.setLineWidth(1);
        g.setStroke(palette().course());
        if (Math.hypot(spot.x() - place.x(), spot.y() - place.y()) > 2) {
            g.strokeLine(spot.x(), spot.y(), place.x(), place.y());
            g.setFill(palette().course());
            g.fillOval(spot.x() - 2, spot.y() - 2, 4, 4);
        }
        LabelPlacement.Box label = place.label();
        if (label != null && place.far()) {
            double toX = Math.clamp(place.x(), label.x(), label.x() + label.width());
            double toY = Math.clamp(place.y(), label.y(), label.y() + label.height());
            g.strokeLine(place.x(), place.y(), toX, toY);
        }
        double radius = radius(region);
        if (region.name().equals(selected)) {
            g.setStroke(palette().accent());
            g.setLineWidth(1.5);
            g.strokeOval(
                    place.x() - radius - RING,
                    place.y() - radius - RING,
                    2 * (radius + RING),
                    2 * (radius + RING));
        }
        new Signs(g, palette()).draw(region.sign(), place.x(), place.y(), radius);
        if (label != null) {
            drawLabel(g, region, label, label.x() + label.width() <= place.x());
        }
    }

    private void drawLabel(
            GraphicsContext g, MapRegion region, LabelPlacement.Box label, boolean atRight) {
        double x = atRight ? label.x() + label.width() : label.x();
        boolean calm = region.sign() == Sign.WELL || region.sign() == Sign.STALE;
        Color colour = calm ? palette().strong() : palette().of(region.sign());
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(atRight ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.setFont(NAME);
        words(g, region.name(), x, label.y(), colour);
        g.setFont(LINE);
        words(g, region.line(), x, label.y() + NAME_HEIGHT, palette().quiet());
        if (!region.movedTo().isEmpty()) {
            drawMove(g, region, label, atRight);
        }
    }

    /** Words with a rim of the map's ground, so that lines below do not strike them through. */
    private void words(GraphicsContext g, String text, double x, double y, Color colour) {
        g.setStroke(palette().ground());
        g.setLineDashes();
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineWidth(4);
        g.strokeText(text, x, y);
        g.setFill(colour);
        g.fillText(text, x, y);
    }

    /** Calls in motion, drawn as motion: dashes run from one carrier to the other. */
    private void drawMove(
            GraphicsContext g, MapRegion region, LabelPlacement.Box label, boolean atRight) {
        double left = atRight ? label.x() + label.width() - moveWidth(region) : label.x();
        double y = label.y() + NAME_HEIGHT + LINE_HEIGHT;
        double middle = y + 7;
        double from = left + width(region.movedFrom(), LINE) + 6;
        double to = from + ARROW - 12;
        g.setTextAlign(TextAlignment.LEFT);
        words(g, region.movedFrom(), left, y, palette().quiet());
        g.setStroke(palette().accent());
        g.setLineWidth(2);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineDashes(4, 3);
        g.setLineDashOffset(phase);
        g.strokeLine(from, middle, to - 3, middle);
        g.setLineDashes();
        g.setFill(palette().accent());
        g.fillPolygon(
                new double[] {to - 3, to + 3, to - 3},
                new double[] {middle - 3.5, middle, middle + 3.5},
                3);
        words(g, region.movedTo(), from + ARROW - 6, y, palette().accent());
    }

    private double labelWidth(MapRegion region) {
        double lines = Math.max(width(region.name(), NAME), width(region.line(), LINE));
        return Math.ceil(Math.max(lines, moveWidth(region)));
    }

    private double moveWidth(MapRegion region) {
        return region.movedTo().isEmpty()
                ? 0
                : width(region.movedFrom(), LINE) + ARROW + width(region.movedTo(), LINE);
    }

    private static double labelHeight(MapRegion region) {
        return NAME_HEIGHT + LINE_HEIGHT + (region.movedTo().isEmpty() ? 0 : LINE_HEIGHT);
    }

    private static double radius(MapRegion region) {
        return switch (region.sign()) {
            case WELL, STALE -> 11;
            case MINOR, MAJOR, CRITICAL -> 14;
        };
    }

    static List<Projection.Place> places(List<MapRegion> regions) {
        return regions.stream()
                .map(region -> new Projection.Place(region.latitude(), region.longitude()))
                .toList();
    }

    private double width(String text, Font font) {
        if (widths.size() > 500) {
            widths.clear();
        }
        return widths.computeIfAbsent(
                font.getSize() + text,
                _ -> {
                    Text measured = new Text(text);
                    measured.setFont(font);
                    return measured.getLayoutBounds().getWidth();
                });
    }
}
