package dev.signalbox.console;

import dev.signalbox.ctl.connection.FleetConnection;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.trust.Identity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The feed from running agents. */
final class AgentFeed implements FleetFeed {

    private final FleetConnection connection;

    /**
     * @param endpoints {@code host:port} each
     * @param identity the certificate shown to them, null for plain ones
     * @throws IllegalArgumentException in words when one is no address
     */
    AgentFeed(List<String> endpoints, @Nullable Identity identity) {
        connection = new FleetConnection(endpoints, identity);
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
