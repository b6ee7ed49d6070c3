package dev.signalbox.agent.stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.signalbox.agent.stream.ChangeDesk.Planned;
import dev.signalbox.agent.stream.ChangeDesk.Wish;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.ChangePlanRequest;
import dev.signalbox.v1.ChangePlanResponse;
import dev.signalbox.v1.MakePlanRequest;
import dev.signalbox.v1.MakePlanResponse;
import dev.signalbox.v1.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Requests to change something, between contract and model. What is wrong with one is said. */
final class ChangeRequests {

    private static final FleetCodec CODEC = new FleetCodec();

    private ChangeRequests() {}

    /**
     * What is asked to be planned.
     *
     * @throws IllegalArgumentException in words when it cannot be
     */
    static Wish wish(MakePlanRequest request) {
        PlanKind kind =
                Arrays.stream(PlanKind.values())
                        .filter(k -> k.text().equals(request.getKind()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "kind \""
                                                        + PlainWords.of(request.getKind())
                                                        + "\": one of "
                                                        + Arrays.stream(PlanKind.values())
                                                                .map(PlanKind::text)
                                                                .collect(
                                                                        Collectors.joining(", "))));
        Target target = Target.parse(request.getTarget());
        boolean fits =
                switch (kind) {
                    case FAILOVER_TRUNK, RETURN_TRUNK -> target instanceof Target.Trunk;
                    case FAILOVER_PROVIDER, RETURN_PROVIDER -> target instanceof Target.Provider;
                    case DRAIN_REGION, EVACUATE_REGION, RETURN_REGION ->
                            target instanceof Target.Region;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "target \""
                            + request.getTarget()
                            + "\": is nothing to "
                            + kind.verb()
                            + " by "
                            + kind.text());
        }
        return new Wish(
                kind,
                target,
                PlainWords.of(request.getRegion()),
                PlainWords.of(request.getTo()),
                words("reason", request.getReason(), true));
    }

    /**
     * The step that is asked for.
     *
     * @throws IllegalArgumentException in words when there is none
     */
    static ChangeStep step(ChangePlanRequest request) {
        return switch (request.getStepCase()) {
            case APPROVE -> new ChangeStep.Approve();
            case OVERRIDE_GUARD ->
                    new ChangeStep.OverrideGuard(
                            words("guard", request.getOverrideGuard().getGuard(), true),
                            words("reason", request.getOverrideGuard().getReason(), true));
            case START -> new ChangeStep.Start();
            case HOLD -> new ChangeStep.Hold(words("reason", request.getHold().getReason(), true));
            case RESUME -> new ChangeStep.Resume();
            case UNDO -> new ChangeStep.Undo(words("reason", request.getUndo().getReason(), true));
            case DISCARD ->
                    new ChangeStep.Discard(
                            words("reason", request.getDiscard().getReason(), false));
            case STEP_NOT_SET ->
                    throw new IllegalArgumentException(
                            "step: none of approve, override_guard, start, hold, resume, undo,"
                                    + " discard");
        };
    }

    /** Words of a person in one line, cut at both ends. */
    static String words(String what, String text, boolean needed) {
        String words = PlainWords.of(text);
        if (needed && words.isEmpty()) {
            throw new IllegalArgumentException(what + ": is missing");
        }
        if (words.length() > AgentService.WORDS_CHARS_MAX) {
            throw new IllegalArgumentException(
                    what + ": at most " + AgentService.WORDS_CHARS_MAX + " characters");
        }
        return words;
    }

    static MakePlanResponse toContract(Planned planned) {
        MakePlanResponse.Builder response =
                MakePlanResponse.newBuilder().setPlanId(planned.planId()).setHash(planned.hash());
        Plan plan = planned.plan();
        if (plan != null) {
            response.setPlan(ByteString.copyFrom(CODEC.toBytes(plan)));
        }
        Instant expires = planned.expiresAt();
        if (expires != null) {
            response.setExpiresAt(
                    Timestamp.newBuilder()
                            .setSeconds(expires.getEpochSecond())
                            .setNanos(expires.getNano()));
        }
        FleetAnswer.Refused refused = planned.refused();
        if (refused != null) {
            response.setRefused(toContract(refused));
        }
        return response.build();
    }

    static ChangePlanResponse toContract(FleetAnswer answer) {
        return switch (answer) {
            case FleetAnswer.Done done ->
                    ChangePlanResponse.newBuilder().addAllRecords(done.records()).build();
            case FleetAnswer.Refused refused ->
                    ChangePlanResponse.newBuilder().setRefused(toContract(refused)).build();
        };
    }

    private static Refusal toContract(FleetAnswer.Refused refused) {
        return Refusal.newBuilder()
                .setCode(refused.code().text())
                .setSentence(refused.sentence())
                .build();
    }
}
