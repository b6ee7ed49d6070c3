package dev.signalbox.console;

import dev.signalbox.model.fleet.FleetView;
import java.util.function.Consumer;

/** Where the console's pictures come from: agents, or a test. */
public interface FleetFeed extends AutoCloseable {

    /** Begins; {@code pictures} is called from any thread until {@link #close}. */
    void start(Consumer<FleetView> pictures);

    /** Ends; no picture comes after this returned. */
    @Override
    void close();
}
