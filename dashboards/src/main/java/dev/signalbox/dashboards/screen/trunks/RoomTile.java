package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Is there room on the other carriers of a region for the calls of this one? The channels in use of
 * each on a TilesFX gauge, with the mark above which a move warns.
 */
final class RoomTile extends BorderPane {

    /** DOMAIN section 6, guard 10: up to this a move passes. */
    private static final double PASS_PERCENT_MAX = 80;

    private static final int TILES_MAX = 4;

    private final HBox content = new HBox(2);
    private final Panel panel = new Panel("Channels in use", content);
    private final List<Tile> tiles = new ArrayList<>();
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
        List<TrunkView> trunks = region.trunks().stream().limit(TILES_MAX).toList();
        List<String> names = trunks.stream().map(TrunkView::carrierTitle).toList();
        if (!names.equals(carriers)) {
            carriers = names;
            tiles.clear();
            names.forEach(name -> tiles.add(tile(name)));
            content.getChildren().setAll(tiles);
        }
        for (int i = 0; i < tiles.size(); i++) {
            TrunkView trunk = trunks.get(i);
            double percent =
                    trunk.channels() == 0 ? 0 : 100.0 * trunk.liveCalls() / trunk.channels();
            Tile tile = tiles.get(i);
            tile.setBarColor(percent > PASS_PERCENT_MAX ? Palette.MAJOR : Palette.COURSE);
            tile.setValue(Math.rint(percent));
            tile.setText(
                    Numbers.count(trunk.liveCalls()) + " of " + Numbers.count(trunk.channels()));
            tile.setAccessibleText(trunk.carrierTitle() + ": " + tile.getText() + " channels");
        }
    }

    private static Tile tile(String carrier) {
        Tile built =
                TileBuilder.create()
                        .skinType(Tile.SkinType.BAR_GAUGE)
                        .prefSize(200, 150)
                        .title(carrier)
                        .titleAlignment(TextAlignment.LEFT)
                        .unit("%")
                        .decimals(0)
                        .maxValue(100)
                        .animated(false)
                        .threshold(PASS_PERCENT_MAX)
                        .thresholdVisible(true)
                        .thresholdColor(Palette.MAJOR)
                        .textSize(Tile.TextSize.NORMAL)
                        .backgroundColor(Palette.PANEL)
                        .barBackgroundColor(Palette.LINE)
                        .barColor(Palette.COURSE)
                        .titleColor(Palette.TEXT)
                        .textColor(Palette.QUIET)
                        .unitColor(Palette.QUIET)
                        .valueColor(Palette.STRONG)
                        .build();
        built.setMinSize(0, 0);
        built.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        HBox.setHgrow(built, Priority.ALWAYS);
        return built;
    }
}
