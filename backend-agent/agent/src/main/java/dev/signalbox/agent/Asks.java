package dev.signalbox.agent;

import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.NowSource;
import java.util.concurrent.atomic.AtomicLong;

/** Names what this run of the agent asks the quorum for, each time another name. */
final class Asks {

    private final String region;
    private final String bootId;
    private final NowSource clock;
    private final AtomicLong count = new AtomicLong();

    Asks(String region, String bootId, NowSource clock) {
        this.region = region;
        this.bootId = bootId;
        this.clock = clock;
    }

    FleetCommand.Ask next() {
        return new FleetCommand.Ask(
                bootId + "-" + count.incrementAndGet(), region, clock.now().wall());
    }
}
