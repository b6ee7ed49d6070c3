package dev.signalbox.console;

import dev.signalbox.model.fleet.FleetView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A feed that shows what a test tells it. */
final class FakeFeed implements FleetFeed {

    private volatile @Nullable Consumer<FleetView> pictures;

    @Override
    public void start(Consumer<FleetView> pictures) {
        this.pictures = pictures;
    }

    void show(FleetView view) {
        Consumer<FleetView> receiver = pictures;
        if (receiver != null) {
            receiver.accept(view);
        }
    }

    @Override
    public void close() {
        pictures = null;
    }
}
