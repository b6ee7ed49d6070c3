package dev.signalbox.console;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.incident.Bundle;
import dev.signalbox.ctl.incident.Gathering;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.dashboards.screen.replay.ReplayRange;
import dev.signalbox.model.journal.JournalSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads what running agents have recorded, and bundles. */
final class AgentRecordings implements Recordings {

    private final List<Endpoint> endpoints;
    private final InstantSource clock;

    /**
     * @param endpoints of the agents that are asked
     * @param clock what is recorded reaches up to its present
     */
    AgentRecordings(List<Endpoint> endpoints, InstantSource clock) {
        this.endpoints = List.copyOf(endpoints);
        this.clock = clock;
    }

    @Override
    public Recording range(ReplayRange range) {
        Gathering gathering = new Gathering(range.from(), range.to());
        List<String> missing = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                gathering.ask(endpoint.toString(), agent);
            } catch (AgentException e) {
                missing.add(endpoint + ": " + e.words());
            }
        }
        String title =
                JournalSentences.clock(range.from()) + " to " + JournalSentences.clock(range.to());
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

    @Override
    public Recording bundle(Path file) {
        try {
            return Bundle.open(file).recording();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public ReplayRange recorded() {
        Instant now = clock.instant();
        Instant oldest = now;
        List<String> silent = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                Instant first = agent.recordedSince(now).orElse(now);
                oldest = first.isBefore(oldest) ? first : oldest;
            } catch (AgentException e) {
                silent.add(e.words());
            }
        }
        if (!oldest.isBefore(now)) {
            throw new IllegalStateException(
                    silent.isEmpty()
                            ? "No agent has recorded anything yet."
                            : "What is recorded is not known: " + String.join("; ", silent));
        }
        return new ReplayRange(oldest, now);
    }
}
