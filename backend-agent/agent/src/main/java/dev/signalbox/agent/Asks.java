package dev.signalbox.agent;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.NowSource;
import java.util.Locale;
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

    /**
     * The name of what a person asks for: of one request always the same, whichever agent is asked.
     *
     * @param what kind of request
     * @param requestId as their client named it; empty for a name of its own
     */
    FleetCommand.Ask next(String what, Person person, String requestId) {
        if (requestId.isEmpty()) {
            return next();
        }
        String name = person.name().strip().toLowerCase(Locale.ROOT);
        return new FleetCommand.Ask(
                "request/" + what + "/" + name + "/" + requestId, region, clock.now().wall());
    }

    /** This agent's. */
    String region() {
        return region;
    }

    FleetCommand.Ask next() {
        return new FleetCommand.Ask(
                bootId + "-" + count.incrementAndGet(), region, clock.now().wall());
    }
}
