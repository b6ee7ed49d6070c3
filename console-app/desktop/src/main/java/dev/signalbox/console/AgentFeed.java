package dev.signalbox.console;

import dev.signalbox.ctl.connection.FleetConnection;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import java.util.function.Consumer;

/** The feed from running agents. */
final class AgentFeed implements FleetFeed {

    private final FleetConnection connection;

    /**
     * @param endpoints {@code host:port} each
     * @throws IllegalArgumentException in words when one is no address
     */
    AgentFeed(List<String> endpoints) {
        connection = new FleetConnection(endpoints);
    }

    @Override
    public void start(Consumer<FleetView> pictures) {
        connection.start(pictures);
    }

    @Override
    public void close() {
        connection.close();
    }
}
