package dev.signalbox.ctl;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A fleet as one JSON object. */
final class StatusJson {

    private StatusJson() {}

    static ObjectNode of(FleetView view) {
        ObjectNode json = Json.object().put("at", Json.time(view.at()));
        json.putObject("headline")
                .put("severity", Json.name(view.headline().severity()))
                .put("sentence", view.headline().sentence())
                .put("reason", Json.words(view.headline().reason()));
        Offers.put(view, json);
        ArrayNode regions = json.putArray("regions");
        view.regions().forEach(entry -> regions.add(region(entry)));
        ArrayNode connections = json.putArray("connections");
        for (ConnectionView connection : view.connections()) {
            connections
                    .addObject()
                    .put("endpoint", connection.endpoint())
                    .put("state", Json.name(connection.state()))
                    .put("detail", Json.words(connection.detail()))
                    .put("since", Json.time(connection.since()));
        }
        return json;
    }

    private static ObjectNode region(RegionEntry entry) {
        RegionView view = entry.view();
        ObjectNode json =
                Json.object()
                        .put("target", view.target().id())
                        .put("title", view.title())
                        .put("jurisdiction", view.jurisdiction())
                        .put("severity", Json.name(view.severity()))
                        .put("finding", Json.words(view.finding()))
                        .put("stale", entry.stale())
                        .put("ageMillis", entry.ageMillis())
                        .put("measuredAt", Json.time(view.measuredAt()))
                        .put("bootId", view.bootId())
                        .put("version", view.version())
                        .put("liveCalls", view.liveCalls())
                        .put("callsPerSecond", view.callsPerSecond());
        ArrayNode trunks = json.putArray("trunks");
        view.trunks().forEach(trunk -> trunks.add(trunk(trunk)));
        SensesJson.put(view, json);
        ArrayNode incidents = json.putArray("incidents");
        view.incidents().forEach(incident -> incidents.add(incident(incident)));
        json.set("agent", agent(view.agent()));
        return json;
    }

    static ObjectNode trunk(TrunkView trunk) {
        ObjectNode json =
                Json.object()
                        .put("target", trunk.target().id())
                        .put("carrierTitle", trunk.carrierTitle())
                        .put("direction", Json.name(trunk.direction()))
                        .put("uri", trunk.uri())
                        .put("state", Json.name(trunk.state()))
                        .put("finding", Json.words(trunk.finding()))
                        .put("sharePercent", trunk.sharePercent())
                        .put("options", Json.probe(trunk.options()))
                        .put("testCall", Json.probe(trunk.testCall()))
                        .put("liveCalls", trunk.liveCalls())
                        .put("channels", trunk.channels())
                        .put("callsPerSecond", trunk.callsPerSecond())
                        .put("lastTrafficAgeMillis", trunk.lastTrafficAgeMillis());
        ArrayNode windows = json.putArray("windows");
        trunk.windows().forEach(window -> windows.add(window(window)));
        return json;
    }

    private static ObjectNode window(WindowMeasures window) {
        ObjectNode json =
                Json.object()
                        .put("windowMillis", window.windowMillis())
                        .put("attempts", window.attempts())
                        .put("finals", window.finals())
                        .put("answered", window.answered())
                        .put("unanswered", window.unanswered())
                        .put("rejected", window.rejected())
                        .put("asr", window.asr())
                        .put("pddMillisP50", window.pddMillisP50())
                        .put("pddMillisP95", window.pddMillisP95())
                        .put("pddSamples", window.pddSamples());
        ObjectNode responses = json.putObject("responses");
        window.responses().forEach((code, count) -> responses.put(String.valueOf(code), count));
        return json;
    }

    static ObjectNode incident(IncidentView incident) {
        ObjectNode json =
                Json.object()
                        .put("id", incident.id())
                        .put("target", incident.target().id())
                        .put("severity", Json.name(incident.severity()))
                        .put("title", incident.title())
                        .put("detail", Json.words(incident.detail()))
                        .put("action", Json.words(incident.action()))
                        .put("next", Json.words(incident.next()))
                        .put("nextAt", Json.time(incident.nextAt()))
                        .put("since", Json.time(incident.since()));
        ArrayNode decisions = json.putArray("decisions");
        incident.decisions().forEach(decisions::add);
        return json;
    }

    private static ObjectNode agent(AgentStatus agent) {
        ObjectNode json =
                Json.object()
                        .put("version", agent.version())
                        .put("startedAt", Json.time(agent.startedAt()))
                        .put("journalId", agent.journalId())
                        .put("journalSequence", agent.journalSequence())
                        .put("journal", Json.name(agent.journal()))
                        .put("journalDetail", Json.words(agent.journalDetail()))
                        .put("recorderTrouble", Json.words(agent.recorderTrouble()))
                        .put("routeEpoch", agent.routeEpoch());
        json.putObject("rules")
                .put("trunkNotAnswering", Json.name(agent.rules().trunkNotAnswering()))
                .put("trunkRejecting", Json.name(agent.rules().trunkRejecting()))
                .put("providerFailing", Json.name(agent.rules().providerFailing()))
                .put("providerOverQuota", Json.name(agent.rules().providerOverQuota()))
                .put("providerSlow", Json.name(agent.rules().providerSlow()));
        AgentStatus.BrakeView brake = agent.brake();
        if (brake == null) {
            json.putNull("brake");
        } else {
            json.set("brake", brake(brake));
        }
        ObjectNode intake = json.putObject("intake");
        agent.intake().forEach(intake::put);
        ArrayNode routers = json.putArray("routers");
        for (AgentStatus.RouterView router : agent.routers()) {
            routers.addObject()
                    .put("name", router.name())
                    .put("reachable", router.reachable())
                    .put("detail", Json.words(router.detail()));
        }
        return json;
    }

    static ObjectNode brake(AgentStatus.BrakeView brake) {
        return Json.object()
                .put("by", brake.by())
                .put("reason", Json.words(brake.reason()))
                .put("since", Json.time(brake.since()));
    }
}
