package dev.signalbox.ctl;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.journal.DecisionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stories as JSON, one array for each kind of thing. */
final class WhyJson {

    private WhyJson() {}

    /** Puts all stories into {@code json}. */
    static void put(List<Story> stories, ObjectNode json) {
        ArrayNode trunks = json.putArray("trunks");
        ArrayNode paths = json.putArray("paths");
        ArrayNode providers = json.putArray("providers");
        ArrayNode services = json.putArray("services");
        ArrayNode dependencies = json.putArray("dependencies");
        for (Story story : stories) {
            ArrayNode kind =
                    switch (story.subject()) {
                        case Subject.Trunk _ -> trunks;
                        case Subject.Path _ -> paths;
                        case Subject.Provider _ -> providers;
                        case Subject.Service _ -> services;
                        case Subject.Dependency _ -> dependencies;
                    };
            kind.add(of(story));
        }
    }

    private static ObjectNode of(Story story) {
        ObjectNode json =
                Json.object()
                        .put("target", story.subject().target().id())
                        .put("region", story.region().target().id());
        switch (story.subject()) {
            case Subject.Trunk trunk -> json.set("trunk", StatusJson.trunk(trunk.view()));
            case Subject.Path path -> json.set("path", SensesJson.path(path.view()));
            case Subject.Provider provider ->
                    json.set("provider", SensesJson.provider(provider.view()));
            case Subject.Service service -> json.set("service", SensesJson.service(service.view()));
            case Subject.Dependency dependency ->
                    json.set("dependency", SensesJson.dependency(dependency.view()));
        }
        IncidentView incident = story.incident();
        json.set("incident", incident == null ? null : StatusJson.incident(incident));
        diagnosis(story.open(), json);
        decided(story, json);
        AgentStatus.BrakeView brake = story.region().agent().brake();
        json.set("brake", brake == null ? null : StatusJson.brake(brake));
        ArrayNode records = json.putArray("records");
        story.lines().forEach(line -> records.add(JournalPrint.json(line)));
        return json;
    }

    private static void diagnosis(DecisionState.@Nullable OpenDiagnosis open, ObjectNode json) {
        if (open == null) {
            json.putNull("diagnosis");
            return;
        }
        ObjectNode diagnosis =
                json.putObject("diagnosis")
                        .put("id", open.id())
                        .put("code", Json.name(open.code()))
                        .put("sentence", Json.words(open.sentence()))
                        .put("since", Json.time(open.since()));
        DecisionState.Refusal refusal = open.refusal();
        if (refusal == null) {
            diagnosis.putNull("refusal");
        } else {
            diagnosis
                    .putObject("refusal")
                    .put("id", refusal.id())
                    .put("key", refusal.key())
                    .put("sentence", Json.words(refusal.sentence()));
        }
    }

    /** What was decided about it; only trunks and providers have shares. */
    private static void decided(Story story, ObjectNode json) {
        DecisionState decided = story.decided();
        switch (story.subject()) {
            case Subject.Trunk trunk -> {
                DecisionState.Moved moved = decided.moved().get(trunk.target());
                json.put("decidedSharePercent", decided.routes().sharePercent(trunk.target()))
                        .put("decisionId", moved == null ? null : moved.decisionId());
            }
            case Subject.Provider provider -> {
                DecisionState.Breaker breaker = decided.breakers().get(provider.target());
                json.put("decidedSharePercent", breaker == null ? 100 : breaker.sharePercent())
                        .put("decisionId", breaker == null ? null : breaker.decisionId());
                json.set("breaker", breaker == null ? null : breaker(breaker));
            }
            case Subject.Path _, Subject.Service _, Subject.Dependency _ -> {}
        }
    }

    private static ObjectNode breaker(DecisionState.Breaker breaker) {
        return Json.object()
                .put("state", Json.name(breaker.state()))
                .put("since", Json.time(breaker.stageSince()))
                .put("openings", breaker.openings())
                .put("applied", breaker.applied());
    }
}
