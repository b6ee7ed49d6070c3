package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report as one line of JSON, with the keys that scripts rely on. Pure. */
final class ReportJson {

    private ReportJson() {}

    /** One line. */
    static String of(DemoReport report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode incidents = root.putArray("incidents");
        report.incidents().forEach(incident -> write(incidents.addObject(), incident));
        root.put("wrongAutomaticMoves", report.wrongAutomaticMoves());
        ObjectNode counted = root.putObject("calls");
        counted.put("attempted", report.calls().attempted());
        counted.put("answered", report.calls().answered());
        counted.put("failed", report.calls().failed());
        root.put("journalVerified", report.journalVerified());
        FleetRun.Evacuation evacuation = report.evacuation();
        if (evacuation == null) {
            root.putNull("evacuation");
        } else {
            root.putObject("evacuation")
                    .put("planId", evacuation.planId())
                    .put("completed", evacuation.completed())
                    .put("answeredCallsUp", evacuation.truth().answeredCallsUp())
                    .put("answeredCallsLost", evacuation.truth().answeredCallsLost())
                    .put("answeredCallsEnded", evacuation.truth().answeredCallsEnded())
                    .put("lastStageToAllMillis", evacuation.truth().lastStageToAllMillis())
                    .put("movedCalls", evacuation.truth().movedCalls());
        }
        root.put("otherJurisdictionRefused", report.fleet().refusedAbroad());
        FleetRun.Bundle bundle = report.fleet().bundle();
        if (bundle == null) {
            root.putNull("bundle");
        } else {
            root.putObject("bundle")
                    .put("file", bundle.file())
                    .put("verified", bundle.verified())
                    .put("problem", bundle.problem().isEmpty() ? null : bundle.problem());
        }
        write(root.putObject("causes"), report.causes());
        ArrayNode findings = root.putArray("falseFindings");
        for (Judge.FalseFinding finding : report.falseFindings()) {
            ObjectNode node = findings.addObject();
            node.put("id", finding.id());
            node.put("target", finding.target().id());
            node.put("code", finding.code());
            node.put("at", text(finding.at()));
            node.put("sentence", finding.sentence());
        }
        write(root.putObject("figures"), report.figures());
        return root.toString();
    }

    private static void write(ObjectNode node, DemoReport.Incident incident) {
        node.put("name", incident.name());
        node.put("target", incident.target().id());
        node.put("startedAt", text(incident.startedAt()));
        node.put("detectedMillis", incident.detectedMillis());
        node.put("reroutedMillis", incident.reroutedMillis());
        ArrayNode ids = node.putArray("decisions");
        incident.decisions().forEach(ids::add);
    }

    private static void write(ObjectNode node, CauseGrades causes) {
        node.put("rightSide", causes.rightSideRatio());
        node.put("rightTag", causes.rightTagRatio());
        node.put("calls", causes.calls());
        node.put("undecided", causes.undecided());
        write(node.putObject("matrix"), causes.sides(), CauseGrades::text);
        write(node.putObject("tags"), causes.tags(), Tag::text);
    }

    private static <T> void write(
            ObjectNode node, Map<T, Map<T, Long>> matrix, Function<T, String> name) {
        matrix.forEach(
                (really, verdicts) -> {
                    ObjectNode row = node.putObject(name.apply(really));
                    verdicts.forEach((verdict, calls) -> row.put(name.apply(verdict), calls));
                });
    }

    private static void write(ObjectNode node, Figures figures) {
        node.put("pathFindingMillis", figures.pathFindingMillis());
        node.put("fifthFailureToNextProviderMillis", figures.fifthFailureToNextProviderMillis());
        node.put("fifthFailureToNextCallMillis", figures.fifthFailureToNextCallMillis());
        ObjectNode spans = node.putObject("spans");
        spans.put("sent", figures.spansSent());
        spans.put("accepted", figures.spansAccepted());
        spans.put("rejected", figures.spansRejected());
        ObjectNode memory = node.putObject("agentResidentMaxMiB");
        figures.agentResidentMaxMiB().forEach(memory::put);
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
