package dev.signalbox.console;

import dev.signalbox.model.fleet.FleetView;
import java.util.function.Consumer;

/** No agent is asked: a bundle is played. */
final class NoFeed implements FleetFeed {

    @Override
    public void start(Consumer<FleetView> pictures) {
        // Nothing is live.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
