package dev.signalbox.model.journal;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that has been decided, as the fold of a journal's records ({@link JournalFold}); immutable.
 * Durations run on <em>journal time</em>: milliseconds that only grow, also across restarts and
 * jumps of the wall clock.
 *
 * @param position of the last record folded in
 * @param journalMillis journal time of that record
 * @param runStartMillis journal time at which the present run of the agent started
 * @param lastWall wall time of the last record, null before the first
 * @param bootId of the present run, empty before the first
 * @param routes the table that is decided
 * @param routesDecisionId the decision it comes from, empty while it is the default
 * @param diagnoses open diagnoses by what they are about
 * @param moved trunks whose share is not 100, and those that returned lately
 * @param breakers of providers that were opened in this journal and are not forgotten yet
 * @param hands trunks and providers that a person took out, or asked to have back
 * @param pending the decision that no router has confirmed yet, or null
 * @param brake set, or null
 */
public record DecisionState(
        Position position,
        long journalMillis,
        long runStartMillis,
        @Nullable Instant lastWall,
        String bootId,
        RouteTable routes,
        String routesDecisionId,
        SortedMap<Target, OpenDiagnosis> diagnoses,
        SortedMap<Target.Trunk, Moved> moved,
        SortedMap<Target.Provider, Breaker> breakers,
        SortedMap<Target, Hand> hands,
        @Nullable Pending pending,
        @Nullable Brake brake) {

    public DecisionState {
        hands = Collections.unmodifiableSortedMap(new TreeMap<>(hands));
        diagnoses = Collections.unmodifiableSortedMap(new TreeMap<>(diagnoses));
        moved = Collections.unmodifiableSortedMap(new TreeMap<>(moved));
        breakers = Collections.unmodifiableSortedMap(new TreeMap<>(breakers));
    }

    /** The newest decision about a provider that no worker has followed yet; empty without one. */
    public String unfollowed() {
        return breakers.values().stream()
                .filter(breaker -> !breaker.applied())
                .max(Comparator.comparingLong(Breaker::stageSinceMillis))
                .map(Breaker::decisionId)
                .orElse("");
    }

    /** Before the first record of a journal. */
    public static DecisionState empty(String journalId) {
        return new DecisionState(
                Position.start(journalId),
                0,
                0,
                null,
                "",
                RouteTable.DEFAULT,
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                null);
    }

    /**
     * A diagnosis that holds.
     *
     * @param id {@code journalId/sequence} of the record that opened it
     * @param sinceMillis journal time
     * @param since wall time, for people
     * @param decisions ids of the moves made because of it, oldest first
     * @param refusal why automation did not move, or null when it did or has not been asked
     */
    public record OpenDiagnosis(
            String id,
            DiagnosisCode code,
            String sentence,
            long sinceMillis,
            Instant since,
            @Nullable Refusal refusal,
            List<String> decisions) {

        public OpenDiagnosis {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * Why automation did not move.
     *
     * @param id of the record
     * @param key what the refusal rests on: the same key is not journaled again
     */
    public record Refusal(String id, String key, String sentence) {}

    /**
     * A trunk whose share was changed.
     *
     * @param decisionId the last decision about it
     * @param diagnosisId why
     * @param sharePercent share of its usual new calls now, 0 to 100
     * @param outSinceMillis journal time of the last exclusion
     * @param stageSinceMillis journal time at which the present share was decided
     * @param stageSince the same as wall time, for people
     * @param stageCounts the trunk's calls at that moment in the present run of the agent
     * @param exclusions how often it was taken out in this incident; each doubles its cool-down
     * @param confirmed whether a router has confirmed the present share
     * @param to where its calls go
     */
    public record Moved(
            String decisionId,
            String diagnosisId,
            int sharePercent,
            long outSinceMillis,
            long stageSinceMillis,
            Instant stageSince,
            TrunkCounts stageCounts,
            int exclusions,
            boolean confirmed,
            List<Target.Trunk> to) {}

    /**
     * A provider's circuit breaker.
     *
     * @param decisionId the last decision about it
     * @param diagnosisId why
     * @param sharePercent of the calls that would go to it, 0 to 100
     * @param openSinceMillis journal time at which it opened last
     * @param stageSinceMillis journal time of the last change
     * @param stageSince the same as wall time, for people
     * @param stageCounts the provider's calls at that moment in the present run of the agent
     * @param openings how often it opened in this incident
     * @param applied whether a worker has the present state
     */
    public record Breaker(
            String decisionId,
            String diagnosisId,
            BreakerState state,
            int sharePercent,
            long openSinceMillis,
            long stageSinceMillis,
            Instant stageSince,
            ProviderPicture.Counts stageCounts,
            int openings,
            boolean applied) {

        Breaker withCounts(ProviderPicture.Counts counts) {
            return new Breaker(
                    decisionId,
                    diagnosisId,
                    state,
                    sharePercent,
                    openSinceMillis,
                    stageSinceMillis,
                    stageSince,
                    counts,
                    openings,
                    applied);
        }

        Breaker withApplied() {
            return new Breaker(
                    decisionId,
                    diagnosisId,
                    state,
                    sharePercent,
                    openSinceMillis,
                    stageSinceMillis,
                    stageSince,
                    stageCounts,
                    openings,
                    true);
        }
    }

    /** A decision on its way to the routers. */
    public record Pending(
            String decisionId, Target.Trunk target, RouteTable before, RouteTable after) {}

    /**
     * What a person wants of a trunk or a provider.
     *
     * @param id of the record
     * @param out true: no new calls until a person takes it back; false: on its way back
     */
    public record Hand(String id, boolean out, String by, String reason, Instant since) {}

    /** True when a person holds {@code target} out. */
    public boolean heldOut(Target target) {
        Hand hand = hands.get(target);
        return hand != null && hand.out();
    }

    /** True when a person asked to have {@code target} back. */
    public boolean askedBack(Target target) {
        Hand hand = hands.get(target);
        return hand != null && !hand.out();
    }

    /** Automation is stopped. */
    public record Brake(String id, String by, String reason, Instant since) {}
}
