package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.PlanCalls;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans and what became of them, as scripts get them. */
final class ChangeJson {

    private static final FleetCodec CODEC = new FleetCodec();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ChangeJson() {}

    static ObjectNode planned(PlanCalls.Planned planned) {
        ObjectNode json =
                Json.object()
                        .put("planId", Json.words(planned.planId()))
                        .put("hash", Json.words(planned.hash()))
                        .put("expiresAt", Json.time(planned.expiresAt()));
        json.set("plan", plan(planned.plan()));
        json.set("refused", refused(planned.refused()));
        return json;
    }

    static ObjectNode answer(FleetAnswer answer) {
        ObjectNode json = Json.object();
        ArrayNode records = json.putArray("records");
        switch (answer) {
            case FleetAnswer.Done done -> {
                done.records().forEach(records::add);
                json.putNull("refused");
            }
            case FleetAnswer.Refused refused -> json.set("refused", refused(refused));
        }
        return json;
    }

    static ObjectNode change(FleetState.Change change) {
        ObjectNode json =
                Json.object()
                        .put("planId", change.id())
                        .put("hash", change.hash())
                        .put("phase", change.phase().text())
                        .put("detail", Json.words(change.detail()))
                        .put("stage", change.stage())
                        .put("stageAt", Json.time(change.stageAt()))
                        .put("stageId", Json.words(change.stageId()))
                        .put("verified", change.verified())
                        .put("expiresAt", Json.time(change.expiresAt()));
        ArrayNode approvals = json.putArray("approvals");
        for (FleetState.Approval approval : change.approvals()) {
            approvals
                    .addObject()
                    .put("name", approval.person().name())
                    .put("role", approval.person().role().text())
                    .put("at", Json.time(approval.at()))
                    .put("expiresAt", Json.time(approval.expiresAt()));
        }
        ArrayNode overrides = json.putArray("overrides");
        for (FleetState.Overrule overrule : change.overrides()) {
            overrides
                    .addObject()
                    .put("guard", overrule.guard())
                    .put("name", overrule.person().name())
                    .put("reason", overrule.reason())
                    .put("expiresAt", Json.time(overrule.expiresAt()));
        }
        json.set("plan", plan(change.plan()));
        return json;
    }

    private static @Nullable JsonNode plan(@Nullable Plan plan) {
        return plan == null ? null : MAPPER.readTree(CODEC.toBytes(plan));
    }

    private static @Nullable ObjectNode refused(FleetAnswer.@Nullable Refused refused) {
        return refused == null
                ? null
                : Json.object()
                        .put("code", refused.code().text())
                        .put("sentence", refused.sentence());
    }
}
