package dev.signalbox.world.lab;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A result as JSON for programs and as text for people. */
final class LabReport {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private LabReport() {}

    /** One JSON object on one line; not known is null. */
    static String json(LabResult result) {
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode faults = root.putArray("faults");
        for (Evaluation.Effect effect : result.effects()) {
            ObjectNode fault = faults.addObject();
            fault.put("kind", effect.fault().kind().text());
            fault.put("target", effect.fault().target().id());
            fault.put("at", effect.at().toString());
            fault.put("detectedMillis", effect.detectedMillis());
            fault.put("reroutedMillis", effect.reroutedMillis());
            fault.put("lastCallToFaultyMillis", effect.lastCallToFaultyMillis());
            fault.put("callsFailed", effect.callsFailed());
            fault.put("addedPddMillisP95", rounded(effect.addedPddMillisP95()));
        }
        root.putObject("calls")
                .put("attempted", result.attempted())
                .put("answered", result.answered())
                .put("failed", result.failed());
        ArrayNode automatic = root.putArray("automatic");
        for (AgentRecords.Automatic move : result.automatic()) {
            automatic
                    .addObject()
                    .put("id", move.id())
                    .put("at", move.at().toString())
                    .put("from", move.from())
                    .put("to", move.to())
                    .put("diagnosis", move.diagnosis())
                    .put("kind", move.kind())
                    .put("sharePercent", move.sharePercent());
        }
        root.set("settings", MAPPER.valueToTree(result.settings()));
        return root.toString();
    }

    /** Several lines for a person. */
    static String text(LabResult result) {
        StringBuilder text = new StringBuilder();
        for (Evaluation.Effect effect : result.effects()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s of %s at %s%n",
                            effect.fault().kind().text(),
                            effect.fault().target().carrier(),
                            effect.at()));
            if (effect.fault().kind() != Fault.Kind.HEAL) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  detected %s · rerouted %s · last call to it %s · calls failed %s · added PDD p95 %s%n",
                                millis(effect.detectedMillis()),
                                millis(effect.reroutedMillis()),
                                millis(effect.lastCallToFaultyMillis()),
                                effect.callsFailed() == null ? "-" : effect.callsFailed(),
                                millis(rounded(effect.addedPddMillisP95()))));
            }
        }
        text.append(
                String.format(
                        Locale.ROOT,
                        "calls: %d attempted, %d answered, %d failed%n",
                        result.attempted(),
                        result.answered(),
                        result.failed()));
        for (AgentRecords.Automatic move : result.automatic()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "automatic: %s %s, %s -> %s, share %d %% (%s)%n",
                            move.at(),
                            move.kind(),
                            move.from(),
                            move.to(),
                            move.sharePercent(),
                            move.id()));
        }
        text.append("settings:");
        for (Map.Entry<String, Object> setting : result.settings().entrySet()) {
            text.append(' ').append(setting.getKey()).append('=').append(setting.getValue());
        }
        return text.append(System.lineSeparator()).toString();
    }

    private static @Nullable Long rounded(@Nullable Double millis) {
        return millis == null ? null : Math.round(millis);
    }

    private static String millis(@Nullable Long millis) {
        return millis == null ? "-" : millis + " ms";
    }
}
