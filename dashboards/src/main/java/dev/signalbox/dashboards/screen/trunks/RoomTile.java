package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.Themed;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Is there room on the other carriers of a region for the calls of this one? The channels in use of
 * each on a TilesFX gauge, with the mark above which a move warns.
 */
final class RoomTile extends BorderPane implements Themed {

    /** Up to this the guard of telephony capacity lets a move pass. */
    private static final double PASS_PERCENT_MAX = 80;

    private static final int TILES_MAX = 3;

    private final HBox content = new HBox(2);
    private final Panel panel = new Panel("Channels in use", content);
    private final List<Tile> tiles = new ArrayList<>();
    private final List<Label> details = new ArrayList<>();
    private List<String> carriers = List.of();

    RoomTile() {
        panel.remark("is there room for moved calls?");
        setCenter(panel);
        setMinSize(0, 0);
    }

    /** Shows the trunks of {@code region}, in the order of preference. */
    void show(@Nullable RegionView region) {
        if (region == null) {
            return;
        }
        List<TrunkView> trunks =
                region.trunks().stream()
                        .filter(trunk -> trunk.direction().sendsCalls())
                        .limit(TILES_MAX)
                        .toList();
        List<String> names = trunks.stream().map(TrunkView::carrierTitle).toList();
        if (!names.equals(carriers)) {
            carriers = names;
            tiles.clear();
            details.clear();
            content.getChildren().clear();
            names.forEach(this::add);
        }
        for (int i = 0; i < tiles.size(); i++) {
            TrunkView trunk = trunks.get(i);
            double percent =
                    trunk.channels() == 0 ? 0 : 100.0 * trunk.liveCalls() / trunk.channels();
            Tile tile = tiles.get(i);
            tile.setValue(Math.rint(percent));
            String words =
                    Numbers.count(trunk.liveCalls()) + " of " + Numbers.count(trunk.channels());
            details.get(i).setText(words);
            tile.setAccessibleText(trunk.carrierTitle() + ": " + words + " channels");
        }
        paletteChanged();
    }

    @Override
    public void paletteChanged() {
        Palette palette = Palette.of(this);
        for (Tile tile : tiles) {
            boolean full = tile.getValue() > PASS_PERCENT_MAX;
            tile.setBarColor(full ? palette.major() : palette.course());
            tile.setThresholdColor(palette.major());
            tile.setBackgroundColor(palette.panel());
            tile.setBarBackgroundColor(palette.line());
            tile.setUnitColor(palette.quiet());
            // The ends of its scale, and the mark.
            tile.setTitleColor(palette.quiet());
            tile.setTextColor(palette.quiet());
            tile.setValueColor(palette.strong());
        }
    }

    private void add(String carrier) {
        Label name = new Label(carrier);
        name.getStyleClass().add("strong");
        Label detail = new Label();
        detail.getStyleClass().add("detail");
        Tile tile = tile();
        VBox.setVgrow(tile, Priority.ALWAYS);
        VBox column = new VBox(name, tile, detail);
        column.getStyleClass().add("room");
        column.setMinWidth(0);
        column.setPrefWidth(0);
        HBox.setHgrow(column, Priority.ALWAYS);
        tiles.add(tile);
        details.add(detail);
        content.getChildren().add(column);
    }

    private static Tile tile() {
        Tile built =
                TileBuilder.create()
                        .skinType(Tile.SkinType.BAR_GAUGE)
                        .prefSize(200, 150)
                        .title("")
                        .textVisible(false)
                        .unit("%")
                        .decimals(0)
                        .maxValue(100)
                        .animated(false)
                        .threshold(PASS_PERCENT_MAX)
                        .thresholdVisible(true)
                        .textSize(Tile.TextSize.NORMAL)
                        .build();
        built.setMinSize(0, 0);
        built.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        return built;
    }
}
