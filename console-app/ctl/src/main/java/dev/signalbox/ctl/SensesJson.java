package dev.signalbox.ctl;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.media.PathQuality;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a region knows beyond its trunks, as JSON. */
final class SensesJson {

    private SensesJson() {}

    /** Puts all senses into the object of {@code region}. */
    static void put(RegionView region, ObjectNode json) {
        RegionSenses senses = region.senses();
        ArrayNode paths = json.putArray("paths");
        senses.paths().forEach(path -> paths.add(path(path)));
        ArrayNode providers = json.putArray("providers");
        senses.providers().forEach(provider -> providers.add(provider(provider)));
        ArrayNode services = json.putArray("services");
        senses.services().forEach(service -> services.add(service(service)));
        ArrayNode dependencies = json.putArray("dependencies");
        senses.dependencies().forEach(dependency -> dependencies.add(dependency(dependency)));
        json.set("causes", CausesJson.of(region));
        json.set("silence", silence(senses.silence()));
        ArrayNode health = json.putArray("health");
        senses.health().forEach(entry -> health.add(health(entry)));
    }

    static ObjectNode path(PathView path) {
        PathQuality quality = path.quality();
        return Json.object()
                .put("target", path.path().id())
                .put("state", Json.name(path.state()))
                .put("finding", Json.words(path.finding()))
                .put("windowMillis", quality.windowMillis())
                .put("expected", quality.expected())
                .put("lost", quality.lost())
                .put("lossRatio", quality.lossRatio())
                .put("jitterMillis", quality.jitterMillis())
                .put("roundTripMillis", quality.roundTripMillis())
                .put("rFactor", quality.rFactor())
                .put("mos", quality.mos())
                .put("ageMillis", path.ageMillis());
    }

    static ObjectNode provider(ProviderView provider) {
        ObjectNode json =
                Json.object()
                        .put("target", provider.target().id())
                        .put("title", provider.title())
                        .put("jurisdiction", provider.jurisdiction())
                        .put("state", Json.name(provider.state()))
                        .put("finding", Json.words(provider.finding()))
                        .put("sharePercent", provider.sharePercent())
                        .put("since", Json.time(provider.since()))
                        .put("usualFirstMillis", provider.usualFirstMillis())
                        .put("ageMillis", provider.ageMillis());
        windows(provider.windows(), json);
        ArrayNode models = json.putArray("models");
        for (ProviderView.ModelView model : provider.models()) {
            windows(model.windows(), models.addObject().put("model", model.model()));
        }
        return json;
    }

    private static void windows(List<ProviderWindow> windows, ObjectNode json) {
        ArrayNode array = json.putArray("windows");
        for (ProviderWindow window : windows) {
            ObjectNode results =
                    array.addObject()
                            .put("windowMillis", window.windowMillis())
                            .put("calls", window.calls())
                            .put("failed", window.failed())
                            .put("firstMillisP50", window.firstMillisP50())
                            .put("firstMillisP95", window.firstMillisP95())
                            .put("firstMillisP99", window.firstMillisP99())
                            .put("firstSamples", window.firstSamples())
                            .putObject("results");
            window.results().forEach((result, count) -> results.put(Json.name(result), count));
        }
    }

    static ObjectNode service(ServiceView service) {
        ObjectNode json =
                Json.object()
                        .put("target", service.target().id())
                        .put("title", service.title())
                        .put("severity", Json.name(service.severity()))
                        .put("finding", Json.words(service.finding()))
                        .put("rung", Json.name(service.rung()))
                        .put("rungSince", Json.time(service.rungSince()))
                        .put("rungReason", Json.words(service.rungReason()));
        ArrayNode chains = json.putArray("chains");
        for (ServiceView.ChainView chain : service.chains()) {
            ArrayNode links =
                    chains.addObject().put("stage", chain.stage().text()).putArray("links");
            for (ServiceView.LinkView link : chain.links()) {
                links.addObject()
                        .put("provider", link.provider().id())
                        .put("sharePercent", link.sharePercent())
                        .put("rung", Json.name(link.rung()))
                        .put("inUse", link.inUse());
            }
        }
        return json;
    }

    static ObjectNode dependency(DependencyView dependency) {
        return Json.object()
                .put("target", dependency.target().id())
                .put("severity", Json.name(dependency.severity()))
                .put("finding", Json.words(dependency.finding()))
                .put("calls", dependency.calls())
                .put("failed", dependency.failed())
                .put("ageMillis", dependency.ageMillis());
    }

    private static ObjectNode silence(SilenceView silence) {
        boolean known = silence.judged() > 0;
        ObjectNode json =
                Json.object()
                        // Of calls that nobody can judge it is not known whether they are silent.
                        .put("silentNow", known ? silence.silentNow() : null)
                        .put("judged", silence.judged())
                        .put("live", silence.live())
                        .put("begunLastFiveMinutes", silence.begunLastFiveMinutes())
                        .put(
                                "longestMillis",
                                silence.silentNow() > 0 ? silence.longestMillis() : null);
        ArrayNode calls = json.putArray("calls");
        for (SilenceView.SilentCall call : silence.calls()) {
            calls.addObject()
                    .put("callId", call.callId())
                    .put("service", Json.words(call.service()))
                    .put("sinceMillis", call.sinceMillis())
                    .put("reason", Json.words(call.reason()));
        }
        return json;
    }

    static ObjectNode health(HealthEntry entry) {
        ObjectNode json =
                Json.object()
                        .put("target", entry.target().id())
                        .put("title", entry.title())
                        .put("severity", Json.name(entry.severity()))
                        .put("state", entry.state())
                        .put("finding", Json.words(entry.finding()))
                        .put("since", Json.time(entry.since()))
                        .put("ageMillis", entry.ageMillis());
        ArrayNode evidence = json.putArray("evidence");
        entry.evidence().forEach(evidence::add);
        return json;
    }
}
