package dev.signalbox.model.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of decision. State changes only by folding these ({@link JournalFold}); measurements are
 * not journaled. Every record carries wall time for people and the monotonic run time of its agent,
 * which cool-downs are counted in.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalRecord.AgentStarted.class, name = "agent_started"),
    @JsonSubTypes.Type(value = JournalRecord.DiagnosisOpened.class, name = "diagnosis_opened"),
    @JsonSubTypes.Type(value = JournalRecord.DiagnosisClosed.class, name = "diagnosis_closed"),
    @JsonSubTypes.Type(value = JournalRecord.MoveDecided.class, name = "move_decided"),
    @JsonSubTypes.Type(value = JournalRecord.MoveApplied.class, name = "move_applied"),
    @JsonSubTypes.Type(value = JournalRecord.MoveFailed.class, name = "move_failed"),
    @JsonSubTypes.Type(value = JournalRecord.MoveRefused.class, name = "move_refused"),
    @JsonSubTypes.Type(value = JournalRecord.RouteReasserted.class, name = "route_reasserted"),
    @JsonSubTypes.Type(value = JournalRecord.BreakerChanged.class, name = "breaker_changed"),
    @JsonSubTypes.Type(value = JournalRecord.BreakerApplied.class, name = "breaker_applied"),
    @JsonSubTypes.Type(value = JournalRecord.HandSet.class, name = "hand_set"),
    @JsonSubTypes.Type(value = JournalRecord.BrakeSet.class, name = "brake_set"),
    @JsonSubTypes.Type(value = JournalRecord.BrakeReleased.class, name = "brake_released"),
})
public sealed interface JournalRecord {

    /** Wall time, for people. */
    Instant at();

    /** Monotonic milliseconds since this run of the agent started. */
    long upMillis();

    /**
     * An agent began a run.
     *
     * @param bootId names the run; measurements of different runs are not compared
     * @param policyHash SHA-256 of the policy file it runs with
     * @param unsealedRecords records found after the last signed head, kept and sealed now (a crash
     *     between both)
     */
    record AgentStarted(
            Instant at,
            long upMillis,
            String region,
            String bootId,
            String version,
            String policyHash,
            long unsealedRecords)
            implements JournalRecord {}

    /** A diagnosis was made. Its id is the id of this record. */
    record DiagnosisOpened(
            Instant at,
            long upMillis,
            Target target,
            DiagnosisCode code,
            String sentence,
            List<Evidence> evidence)
            implements JournalRecord {}

    /** A diagnosis no longer holds. */
    record DiagnosisClosed(
            Instant at,
            long upMillis,
            String diagnosisId,
            Target target,
            DiagnosisCode code,
            String sentence,
            List<Evidence> evidence)
            implements JournalRecord {}

    /**
     * The intent to change routes; written before the act. Its id is the decision id.
     *
     * @param diagnosisId why
     * @param target the trunk whose share changes
     * @param kind out, or a stage of the return
     * @param before the table as it was
     * @param after the table to set; its epoch is the fence
     * @param to where the calls go, or come from on a return
     * @param exclusions how often the target was taken out in this incident, this time included;
     *     each doubles its cool-down
     * @param counts the target's calls at this moment, the base for judging a stage of the return
     */
    record MoveDecided(
            Instant at,
            long upMillis,
            String diagnosisId,
            Target.Trunk target,
            MoveKind kind,
            RouteTable before,
            RouteTable after,
            List<Target.Trunk> to,
            int exclusions,
            TrunkCounts counts,
            String sentence,
            List<Evidence> evidence,
            List<GuardResult> guards)
            implements JournalRecord {}

    /** All routers took the change and read it back. */
    record MoveApplied(
            Instant at, long upMillis, String decisionId, RouteTable readBack, double tookMillis)
            implements JournalRecord {}

    /** A router did not take the change; it is tried again with the same decision id. */
    record MoveFailed(Instant at, long upMillis, String decisionId, String router, String reason)
            implements JournalRecord {}

    /**
     * A move that automation did not make.
     *
     * @param mode OBSERVE: the rule only watches; ENFORCE: a guard or the evidence rule stopped it
     * @param key names the reason without its numbers: the same reason is journaled once per
     *     diagnosis
     * @param to where the calls would have gone, empty when nowhere
     */
    record MoveRefused(
            Instant at,
            long upMillis,
            String diagnosisId,
            Target target,
            Rules.Mode mode,
            String key,
            String sentence,
            List<Target> to,
            List<Evidence> evidence,
            List<GuardResult> guards)
            implements JournalRecord {}

    /** A router had lost what was decided (restart, reload, somebody else) and was set again. */
    record RouteReasserted(
            Instant at,
            long upMillis,
            String decisionId,
            String router,
            String reason,
            RouteTable readBack)
            implements JournalRecord {}

    /**
     * The intent to give a provider another share of new calls; written before workers are told.
     * Its id is the decision id.
     *
     * @param diagnosisId why
     * @param from the breaker as it was
     * @param to as it shall be
     * @param sharePercent of the calls that would go to it: 0 when open or on trial, 100 when
     *     closed
     * @param openings how often it opened in this incident, this time included
     * @param counts the provider's calls at this moment, the base for judging the way back
     * @param services what changes for whom
     */
    record BreakerChanged(
            Instant at,
            long upMillis,
            String diagnosisId,
            Target.Provider target,
            BreakerState from,
            BreakerState to,
            int sharePercent,
            int openings,
            ProviderPicture.Counts counts,
            List<ServiceShift> services,
            String sentence,
            List<Evidence> evidence,
            List<GuardResult> guards)
            implements JournalRecord {

        public BreakerChanged {
            services = List.copyOf(services);
            evidence = List.copyOf(evidence);
            guards = List.copyOf(guards);
        }
    }

    /**
     * Workers have the new route: the first of them asked, or was told while it waited.
     *
     * @param tookMillis from the decision to that moment
     */
    record BreakerApplied(Instant at, long upMillis, String decisionId, double tookMillis)
            implements JournalRecord {}

    /**
     * What a breaker changes for one service.
     *
     * @param stage of its chain
     * @param before the provider that took new calls, null when none could
     * @param after the one that takes them now, null when none can
     * @param rungBefore its rung of the ladder before
     * @param rungAfter and now
     */
    record ServiceShift(
            String service,
            Stage stage,
            @Nullable Target before,
            @Nullable Target after,
            Rung rungBefore,
            Rung rungAfter) {}

    /**
     * A person takes a trunk or a provider out until a person takes it back, or asks for it back
     * now. The moves that follow name this record as their reason.
     *
     * @param target a trunk or a provider
     * @param out true: no new calls until it is taken back; false: taken back in stages, without
     *     its cool-down
     * @param planHash of the plan that was started
     * @param overrides guards that were overruled, with the reasons given
     */
    record HandSet(
            Instant at,
            long upMillis,
            Target target,
            boolean out,
            Person person,
            String reason,
            String planHash,
            String sentence,
            List<String> overrides,
            List<GuardResult> guards)
            implements JournalRecord {

        public HandSet {
            overrides = List.copyOf(overrides);
            guards = List.copyOf(guards);
        }
    }

    /** Automation in this region stops until released. */
    record BrakeSet(Instant at, long upMillis, String by, String reason) implements JournalRecord {}

    /** Automation in this region goes on. */
    record BrakeReleased(Instant at, long upMillis, String by, @Nullable String reason)
            implements JournalRecord {}

    /** What a move does with its target's share. */
    enum MoveKind {
        /** To 0 %. */
        EXCLUDE,
        /** To 1, 10 or 50 %. */
        RETURN_STAGE,
        /** Back to 100 %. */
        RETURN_COMPLETE
    }
}
