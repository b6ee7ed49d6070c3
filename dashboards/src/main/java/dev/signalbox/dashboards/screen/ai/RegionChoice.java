package dev.signalbox.dashboards.screen.ai;

import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

/** Whose providers are shown: one button per region, with the sign of its worst provider. */
final class RegionChoice extends HBox {

    private final Consumer<String> choose;
    private final Map<String, SignNode> signs = new HashMap<>();
    private final Map<String, ToggleButton> buttons = new HashMap<>();

    RegionChoice(Consumer<String> choose) {
        super(6);
        this.choose = choose;
    }

    /** Shows the regions of {@code view}. */
    void show(FleetView view, String chosen) {
        List<String> names =
                view.regions().stream().map(entry -> entry.view().target().name()).toList();
        if (!signs.keySet().equals(java.util.Set.copyOf(names))) {
            signs.clear();
            buttons.clear();
            getChildren().clear();
            names.forEach(this::add);
        }
        for (RegionEntry entry : view.regions()) {
            String name = entry.view().target().name();
            SignNode sign = signs.get(name);
            ToggleButton button = buttons.get(name);
            if (sign != null && button != null) {
                sign.show(worst(entry));
                button.setSelected(name.equals(chosen));
            }
        }
    }

    private void add(String name) {
        SignNode sign = new SignNode(14);
        ToggleButton button = new ToggleButton(name, sign);
        button.getStyleClass().setAll("region-choice");
        button.setOnAction(_ -> choose.accept(name));
        signs.put(name, sign);
        buttons.put(name, button);
        getChildren().add(button);
    }

    /** The state of the worst provider as {@code entry}'s workers meet it. */
    static Sign worst(RegionEntry entry) {
        if (entry.stale()) {
            return Sign.STALE;
        }
        return entry.view().senses().providers().stream()
                .map(ProviderView::state)
                .map(state -> Sign.of(state.severity()))
                .max(Comparator.naturalOrder())
                .orElse(Sign.WELL);
    }
}
