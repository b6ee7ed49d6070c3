package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import eu.hansolo.tilesfx.chart.ChartData;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/**
 * Can the other carriers of a region take the calls of this one? The channels in use of each, on a
 * TilesFX cluster monitor.
 */
final class RoomTile extends BorderPane {

    private final BorderPane content = new BorderPane();
    private final Panel panel = new Panel("Channels in use", content);
    private final List<ChartData> bars = new ArrayList<>();
    private List<String> carriers = List.of();

    RoomTile() {
        setCenter(panel);
        setMinSize(0, 0);
    }

    /** Shows the trunks of {@code region}, in the order of preference. */
    void show(@Nullable RegionView region) {
        if (region == null) {
            return;
        }
        panel.remark("is there room for moved calls?");
        List<String> names = region.trunks().stream().map(TrunkView::carrierTitle).toList();
        if (!names.equals(carriers)) {
            carriers = names;
            bars.clear();
            names.forEach(name -> bars.add(new ChartData(name, 0.0, Palette.COURSE)));
            content.setCenter(tile());
        }
        for (int i = 0; i < bars.size(); i++) {
            TrunkView trunk = region.trunks().get(i);
            double percent =
                    trunk.channels() == 0 ? 0 : 100.0 * trunk.liveCalls() / trunk.channels();
            bars.get(i).setFillColor(percent > 80 ? Palette.MAJOR : Palette.COURSE);
            bars.get(i).setValue(Math.rint(percent));
        }
    }

    private Tile tile() {
        Tile built =
                TileBuilder.create()
                        .skinType(Tile.SkinType.CLUSTER_MONITOR)
                        .prefSize(420, 170)
                        .title("")
                        .text("")
                        .unit("%")
                        .decimals(0)
                        .animated(false)
                        .backgroundColor(Palette.PANEL)
                        .foregroundColor(Palette.TEXT)
                        .textColor(Palette.TEXT)
                        .valueColor(Palette.STRONG)
                        .unitColor(Palette.QUIET)
                        .barBackgroundColor(Palette.LINE)
                        .barColor(Palette.COURSE)
                        .build();
        built.setChartData(bars);
        built.setMinSize(0, 0);
        return built;
    }
}
