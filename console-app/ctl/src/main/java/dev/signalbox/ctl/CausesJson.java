package dev.signalbox.ctl;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.target.Target;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why calls ended, as JSON. */
final class CausesJson {

    private CausesJson() {}

    /** The causes of one region with its history and some of its newest calls. */
    static ObjectNode of(RegionView region) {
        CausesView causes = region.senses().causes();
        String name = region.target().name();
        ObjectNode json = Json.object();
        ArrayNode groups = json.putArray("groups");
        for (CauseGroup group : causes.groups()) {
            ArrayNode newest = counts(group, groups.addObject()).putArray("newest");
            group.newest().forEach(call -> newest.add(call(name, region.bootId(), call)));
        }
        ArrayNode history = json.putArray("history");
        causes.history().forEach(slice -> history.add(slice(slice)));
        ObjectNode unknown = json.putObject("unknownEndings");
        causes.unknownEndings().forEach(unknown::put);
        ObjectNode providers = json.putObject("unknownProviders");
        causes.unknownProviders().forEach(providers::put);
        return json;
    }

    /** What and how often. */
    static ObjectNode counts(CauseGroup group, ObjectNode json) {
        return tag(group.tag(), json.put("service", Json.words(group.service())))
                .put("lastMinute", group.lastMinute())
                .put("lastFiveMinutes", group.lastFiveMinutes())
                .put("total", group.total())
                .put("suspected", group.suspected());
    }

    static ObjectNode tag(Tag tag, ObjectNode json) {
        return json.put("side", Json.name(tag.side()))
                .put("tag", tag.text())
                .put("failure", tag.failure());
    }

    private static ObjectNode slice(CauseSlice slice) {
        ObjectNode json =
                Json.object()
                        .put("start", Json.time(slice.start()))
                        .put("lengthMillis", slice.lengthMillis())
                        .put("ended", slice.ended());
        ObjectNode failures = json.putObject("failures");
        for (Side side : Side.values()) {
            failures.put(Json.name(side), slice.failures().getOrDefault(side, 0L));
        }
        ObjectNode tags = json.putObject("tags");
        slice.tags().forEach((tag, count) -> tags.put(tag.text(), count));
        return json;
    }

    /**
     * One call.
     *
     * @param region where it ended
     * @param bootId the run of the agent that its sequence belongs to
     */
    static ObjectNode call(String region, String bootId, CallVerdict call) {
        Target.Trunk trunk = call.trunk();
        ObjectNode json =
                tag(
                        call.tag(),
                        Json.object()
                                .put("callId", call.callId())
                                .put("region", Json.words(region))
                                .put("service", Json.words(call.service()))
                                .put("trunk", trunk == null ? null : trunk.id())
                                .put("endedAt", Json.time(call.endedAt())));
        json.put("suspected", call.suspected())
                .put("given", call.given().text())
                .put("reason", Json.words(call.reason()))
                .put("bootId", bootId)
                .put("sequence", call.sequence());
        ArrayNode evidence = json.putArray("evidence");
        call.evidence().forEach(evidence::add);
        return json;
    }
}
