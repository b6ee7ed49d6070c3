package dev.signalbox.console;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.incident.Gathering;
import dev.signalbox.ctl.replay.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the last minutes of running agents. Takes its time: not for the FX thread. */
final class LiveRange {

    private LiveRange() {}

    /**
     * @param endpoints {@code host:port} each
     * @throws IllegalStateException in words when there is nothing to play
     */
    static Recording read(List<Endpoint> endpoints, Duration span, Instant now) {
        Gathering gathering = new Gathering(now.minus(span), now);
        List<String> missing = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                gathering.ask(endpoint.toString(), agent);
            } catch (AgentException e) {
                missing.add(endpoint + ": " + e.words());
            }
        }
        String title = "last " + span.toMinutes() + " minutes";
        if (!missing.isEmpty()) {
            title += ", without " + String.join(", ", missing);
        }
        Recording recording = gathering.recording(title);
        if (recording.agents().stream().allMatch(agent -> agent.seconds().isEmpty())) {
            throw new IllegalStateException(
                    missing.isEmpty()
                            ? "No agent has recorded anything in this time."
                            : "Nothing to play: " + String.join("; ", missing));
        }
        return recording;
    }
}
