package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Workers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the agents did in a run: what they say, held against what the world knows. */
record Examination(
        VoiceWorld world,
        Workers workers,
        FaultLog log,
        List<AgentClient> clients,
        Fleet fleet,
        @Nullable Operators operators,
        RunEndpoints endpoints,
        RunBundle bundle,
        Terminal terminal) {

    /** How the agents did, asked from them now. */
    DemoReport report() {
        List<AgentJournal> journals = clients.stream().map(AgentJournal::ask).toList();
        for (AgentJournal journal : journals) {
            if (!journal.verified()) {
                terminal.say("journal of " + journal.region() + ": " + journal.problem());
            }
        }
        Map<Target.Provider, String> providers = DemoAi.providers();
        List<ScriptedFault> faults =
                log.faults(world.truth().faults(), workers.log().uses(), providers);
        Map<String, String> regions =
                world.regions().stream()
                        .collect(
                                Collectors.toMap(
                                        region -> region.profile().name(),
                                        region -> region.profile().jurisdiction()));
        return DemoReport.of(
                new Judge(faults, regions, providers, DemoSettings.COOL_DOWN),
                world.truth().calls(),
                journals,
                CauseGrades.of(causes(), clients.stream().map(AgentClient::verdicts).toList()),
                figures(DemoReport.incidents(faults, journals), faults, providers),
                fleetRun(),
                Instant.now());
    }

    private FleetRun fleetRun() {
        boolean verified = true;
        for (AgentClient client : clients) {
            String problem = client.fleetProblem();
            if (!problem.isEmpty()) {
                verified = false;
                terminal.say("fleet journal at " + client.region() + ": " + problem);
            }
        }
        return new FleetRun(
                fleet.view().fleet().lines(),
                verified,
                operators != null && operators.refusedAbroad(),
                world.truth().book().calls(),
                operators == null ? null : bundle.make(world.up()));
    }

    /** Why calls that have ended really ended, by Call-ID. */
    private Map<String, Tag> causes() {
        Map<String, Tag> causes = new HashMap<>();
        world.truth().causes().forEach(cause -> causes.put(cause.callId(), cause.tag()));
        return causes;
    }

    private long spansSent() {
        return clients.stream()
                .mapToLong(client -> workers.counts(client.region()).spansSent())
                .sum();
    }

    private Figures figures(
            List<DemoReport.Incident> incidents,
            List<ScriptedFault> faults,
            Map<Target.Provider, String> providers) {
        Long pathFindingMillis =
                incidents.stream()
                        .filter(incident -> incident.target() instanceof Target.Path)
                        .map(DemoReport.Incident::detectedMillis)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        FleetView view = fleet.view();
        return new Figures(
                pathFindingMillis,
                Figures.fromFifthFailure(
                        faults,
                        workers.log().failures(),
                        Figures.Had.routes(workers.log().routes()),
                        providers),
                Figures.fromFifthFailure(
                        faults,
                        workers.log().failures(),
                        Figures.Had.calls(workers.log().uses()),
                        providers),
                spansSent(),
                Figures.spansAccepted(view),
                Figures.spansRejected(view),
                AgentMemory.residentMaxMiB(endpoints.pids()));
    }
}
