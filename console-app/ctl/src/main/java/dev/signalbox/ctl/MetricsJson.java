package dev.signalbox.ctl;

import dev.signalbox.model.fleet.MetricsTable;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.measure.Ratio;
import dev.signalbox.model.measure.WilsonInterval;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Call metrics as JSON. Undefined is null. */
final class MetricsJson {

    private MetricsJson() {}

    static ObjectNode row(MetricsTable.Row row) {
        ObjectNode json =
                Json.object()
                        .put("name", row.name())
                        .put("title", row.title())
                        .put("direction", Json.name(row.direction()));
        ArrayNode windows = json.putArray("windows");
        row.windows().forEach(window -> windows.add(window(window)));
        return json;
    }

    private static ObjectNode window(CallMetrics metrics) {
        CallCounts counts = metrics.counts();
        ObjectNode json =
                Json.object()
                        .put("windowMillis", metrics.windowMillis())
                        .put("callsPerSecond", metrics.callsPerSecond())
                        .put("attempts", counts.attempts())
                        .put("seizures", counts.seizures())
                        .put("answered", counts.answered())
                        .put("delivered", counts.delivered())
                        .put("unanswered", counts.unanswered())
                        .put("rejected", counts.rejected())
                        .put("completed", counts.completed())
                        .put("dropped", counts.dropped())
                        .put("falseAnswers", counts.falseAnswers());
        json.set("asr", ratio(counts.asr()));
        json.set("ner", ratio(counts.ner()));
        json.set("ser", ratio(counts.ser()));
        json.set("seer", ratio(counts.seer()));
        json.set("isa", ratio(counts.isa()));
        json.set("scr", ratio(counts.scr()));
        json.put("acdMillis", metrics.acdMillis().value());
        json.set("pddMillis", quantiles(metrics.pddMillis()));
        json.set("failureMillis", quantiles(metrics.failureMillis()));
        json.set("talkMillis", quantiles(metrics.talkMillis()));
        json.set("mos", quantiles(metrics.mos()));
        json.set("mosPoor", ratio(metrics.poorRatio()));
        counts(json.putObject("responses"), counts.responses());
        counts(json.putObject("causes"), counts.causes());
        counts(json.putObject("codecs"), counts.codecs());
        return json;
    }

    private static ObjectNode ratio(Ratio ratio) {
        WilsonInterval interval = ratio.interval();
        return Json.object()
                .put("value", ratio.value())
                .put("low", interval == null ? null : Double.valueOf(interval.low()))
                .put("high", interval == null ? null : Double.valueOf(interval.high()))
                .put("of", ratio.whole());
    }

    private static ObjectNode quantiles(Quantiles values) {
        return Json.object()
                .put("count", values.count())
                .put("p5", values.value(0.05))
                .put("p50", values.value(0.5))
                .put("p95", values.value(0.95))
                .put("p99", values.value(0.99));
    }

    private static void counts(ObjectNode json, Map<?, Long> counts) {
        counts.forEach((name, count) -> json.put(name.toString(), count));
    }
}
