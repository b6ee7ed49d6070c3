package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.words.Sign;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The map of all regions. A click or the arrow keys choose one. Nothing moves but the calls that
 * were moved.
 */
public final class WorldMap extends StackPane {

    /** Dashes that move eight times a second are motion enough, and cost next to nothing. */
    private static final long FRAME_NANOS = 125_000_000;

    private final LandLayer land = new LandLayer();
    private final RegionLayer layer = new RegionLayer();
    private final Label message = new Label();
    private final Consumer<String> choose;
    private final AnimationTimer motion =
            new AnimationTimer() {
                private long before;

                @Override
                public void handle(long nanos) {
                    if (nanos - before >= FRAME_NANOS) {
                        before = nanos;
                        layer.animate(nanos / 1e9);
                    }
                }
            };
    private List<MapRegion> regions = List.of();
    private String selected = "";
    private boolean animating;

    /** {@code choose} is called with the name of the region that was chosen. */
    public WorldMap(Consumer<String> choose) {
        this.choose = choose;
        getStyleClass().add("map");
        setId("map");
        message.getStyleClass().add("empty");
        message.setMouseTransparent(true);
        HBox legend = legend();
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        getChildren().addAll(land, layer, legend, message);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnMouseClicked(
                event -> {
                    requestFocus();
                    layer.at(event.getX() - 1, event.getY() - 1).ifPresent(choose);
                });
        setOnMouseMoved(
                event -> {
                    boolean over = layer.at(event.getX() - 1, event.getY() - 1).isPresent();
                    setCursor(over ? Cursor.HAND : Cursor.DEFAULT);
                });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        sceneProperty().addListener((_, _, _) -> runMotion());
        setMinSize(0, 0);
    }

    /**
     * Shows regions.
     *
     * @param paths directions of media between them
     * @param selected name of the chosen region, empty for none
     * @param words what to say when there is no region
     */
    public void show(List<MapRegion> regions, List<MapPath> paths, String selected, String words) {
        show(regions, paths, List.of(), selected, words);
    }

    /**
     * Shows regions and calls that move between them.
     *
     * @param moves where new calls of a region's numbers go
     */
    public void show(
            List<MapRegion> regions,
            List<MapPath> paths,
            List<MapMove> moves,
            String selected,
            String words) {
        this.regions =
                regions.stream().sorted(Comparator.comparingDouble(MapRegion::longitude)).toList();
        this.selected = selected;
        message.setText(regions.isEmpty() ? words : "");
        land.show(
                RegionLayer.places(
                        regions.stream().sorted(Comparator.comparing(MapRegion::name)).toList()));
        layer.show(regions, paths, moves, selected);
        runMotion();
        StringBuilder said = new StringBuilder("World map.");
        for (MapRegion region : this.regions) {
            said.append(' ')
                    .append(region.name())
                    .append(": ")
                    .append(region.sign().word())
                    .append(", ")
                    .append(region.line())
                    .append('.');
        }
        paths.stream()
                .filter(path -> !path.words().isEmpty())
                .forEach(path -> said.append(' ').append(path.words()).append('.'));
        moves.forEach(
                move ->
                        said.append(' ')
                                .append(move.from())
                                .append(" to ")
                                .append(move.to())
                                .append(": ")
                                .append(move.words())
                                .append('.'));
        setAccessibleText(said.toString());
    }

    private void runMotion() {
        boolean wanted = getScene() != null && layer.moving();
        if (wanted != animating) {
            animating = wanted;
            if (wanted) {
                motion.start();
            } else {
                motion.stop();
            }
        }
    }

    private void keyPressed(KeyEvent event) {
        int step =
                switch (event.getCode()) {
                    case RIGHT, DOWN -> 1;
                    case LEFT, UP -> -1;
                    default -> 0;
                };
        if (step != 0 && !regions.isEmpty()) {
            neighbour(step).ifPresent(choose);
            event.consume();
        }
    }

    /** The next region to the east (1) or west (-1). */
    private Optional<String> neighbour(int step) {
        List<String> names = regions.stream().map(MapRegion::name).toList();
        int index = names.indexOf(selected);
        int next = index < 0 ? 0 : Math.floorMod(index + step, names.size());
        return Optional.of(names.get(next));
    }

    private static HBox legend() {
        HBox legend = new HBox(16);
        for (Sign sign : List.of(Sign.WELL, Sign.MINOR, Sign.MAJOR, Sign.CRITICAL, Sign.STALE)) {
            SignNode node = new SignNode(15);
            node.show(sign);
            Label word = new Label(sign.word());
            word.getStyleClass().add("detail");
            HBox entry = new HBox(5, node, word);
            entry.setAlignment(Pos.CENTER_LEFT);
            legend.getChildren().add(entry);
        }
        Region dashes = new Region();
        dashes.getStyleClass().add("legend-moving");
        Label word = new Label("calls moved");
        word.getStyleClass().add("detail");
        HBox moving = new HBox(5, dashes, word);
        moving.setAlignment(Pos.CENTER_LEFT);
        legend.getChildren().add(moving);
        legend.getStyleClass().add("legend");
        legend.setMaxHeight(Region.USE_PREF_SIZE);
        legend.setMouseTransparent(true);
        return legend;
    }
}
