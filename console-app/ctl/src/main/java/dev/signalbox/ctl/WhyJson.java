package dev.signalbox.ctl;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.journal.DecisionState;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A story as JSON. */
final class WhyJson {

    private WhyJson() {}

    static ObjectNode of(Story story) {
        ObjectNode json =
                Json.object()
                        .put("target", story.trunk().target().id())
                        .put("region", story.region().target().id());
        json.set("trunk", StatusJson.trunk(story.trunk()));
        IncidentView incident = story.incident();
        json.set("incident", incident == null ? null : StatusJson.incident(incident));
        DecisionState.OpenDiagnosis open = story.open();
        if (open == null) {
            json.putNull("diagnosis");
        } else {
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
        DecisionState.Moved moved = story.decided().moved().get(story.trunk().target());
        json.put(
                "decidedSharePercent",
                story.decided().routes().sharePercent(story.trunk().target()));
        json.put("decisionId", moved == null ? null : moved.decisionId());
        AgentStatus.BrakeView brake = story.region().agent().brake();
        json.set("brake", brake == null ? null : StatusJson.brake(brake));
        ArrayNode records = json.putArray("records");
        story.lines().forEach(line -> records.add(JournalPrint.json(line)));
        return json;
    }
}
