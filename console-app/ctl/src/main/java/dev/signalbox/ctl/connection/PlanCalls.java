package dev.signalbox.ctl.connection;

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
import dev.signalbox.v1.SetPinRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people ask to change, between model and contract. */
public final class PlanCalls {

    private static final FleetCodec CODEC = new FleetCodec();

    private PlanCalls() {}

    /**
     * What an agent planned.
     *
     * @param plan null when nothing could be computed
     * @param planId empty when nothing keeps it
     * @param refused null when it was kept
     */
    public record Planned(
            @Nullable Plan plan,
            String planId,
            String hash,
            @Nullable Instant expiresAt,
            FleetAnswer.@Nullable Refused refused) {}

    /**
     * Something to be planned.
     *
     * @param region in which a provider is left; empty otherwise
     * @param to the region that shall take the calls; empty to have it chosen
     */
    public record Wish(
            PlanKind kind, Target target, String region, String to, String reason, Asker asker) {}

    /**
     * Who asks.
     *
     * @param by their name; agents with certificates go by these
     * @param requestId names this one request: asked again of whichever agent, it is done once
     */
    public record Asker(String by, String requestId) {

        /** A request that was not made before. */
        public static Asker anew(String by) {
            return new Asker(by, UUID.randomUUID().toString());
        }
    }

    /** For the wire. */
    public static MakePlanRequest request(Wish wish) {
        return MakePlanRequest.newBuilder()
                .setKind(wish.kind().text())
                .setTarget(wish.target().id())
                .setRegion(wish.region())
                .setTo(wish.to())
                .setReason(wish.reason())
                .setBy(wish.asker().by())
                .setRequestId(wish.asker().requestId())
                .build();
    }

    /** From the wire. */
    public static Planned planned(MakePlanResponse response) {
        return new Planned(
                response.getPlan().isEmpty()
                        ? null
                        : CODEC.planFrom(response.getPlan().toByteArray()),
                response.getPlanId(),
                response.getHash(),
                response.hasExpiresAt()
                        ? Instant.ofEpochSecond(
                                response.getExpiresAt().getSeconds(),
                                response.getExpiresAt().getNanos())
                        : null,
                response.hasRefused() ? refused(response.getRefused()) : null);
    }

    /** A step for the wire. */
    public static ChangePlanRequest request(
            String planId, String hash, ChangeStep step, Asker asker) {
        ChangePlanRequest.Builder request =
                ChangePlanRequest.newBuilder()
                        .setPlanId(planId)
                        .setHash(hash)
                        .setBy(asker.by())
                        .setRequestId(asker.requestId());
        switch (step) {
            case ChangeStep.Approve _ ->
                    request.setApprove(ChangePlanRequest.Approve.getDefaultInstance());
            case ChangeStep.OverrideGuard override ->
                    request.setOverrideGuard(
                            ChangePlanRequest.OverrideGuard.newBuilder()
                                    .setGuard(override.guard())
                                    .setReason(override.reason()));
            case ChangeStep.Start _ ->
                    request.setStart(ChangePlanRequest.Start.getDefaultInstance());
            case ChangeStep.Hold hold ->
                    request.setHold(ChangePlanRequest.Hold.newBuilder().setReason(hold.reason()));
            case ChangeStep.Resume _ ->
                    request.setResume(ChangePlanRequest.Resume.getDefaultInstance());
            case ChangeStep.Undo undo ->
                    request.setUndo(ChangePlanRequest.Undo.newBuilder().setReason(undo.reason()));
            case ChangeStep.Discard discard ->
                    request.setDiscard(
                            ChangePlanRequest.Discard.newBuilder().setReason(discard.reason()));
        }
        return request.build();
    }

    /** An answer from the wire. */
    public static FleetAnswer answer(ChangePlanResponse response) {
        return response.hasRefused()
                ? refused(response.getRefused())
                : new FleetAnswer.Done(response.getRecordsList());
    }

    /** A pin for the wire; {@code hold} counts only when it is set. */
    public static SetPinRequest pin(
            Target target, boolean on, String reason, Duration hold, Asker asker) {
        return SetPinRequest.newBuilder()
                .setTarget(target.id())
                .setOn(on)
                .setReason(reason)
                .setHoldMillis(hold.toMillis())
                .setBy(asker.by())
                .setRequestId(asker.requestId())
                .build();
    }

    private static FleetAnswer.Refused refused(Refusal refusal) {
        FleetAnswer.Code code =
                Arrays.stream(FleetAnswer.Code.values())
                        .filter(known -> known.text().equals(refusal.getCode()))
                        .findFirst()
                        .orElse(FleetAnswer.Code.INVALID);
        return new FleetAnswer.Refused(code, refusal.getSentence());
    }
}
