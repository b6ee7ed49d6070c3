package dev.signalbox.model.journal;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.journal.DecisionState.Brake;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.DecisionState.Moved;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DecisionState.Pending;
import dev.signalbox.model.journal.DecisionState.Refusal;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which decided state changes: one journal record after the other. The live agent, a
 * restarted agent, the console and a replay compute the same state with this code.
 */
public final class JournalFold {

    private JournalFold() {}

    /**
     * The state after {@code record}, which is the content of {@code entry}.
     *
     * @throws IllegalStateException when the entry does not follow the state's position: a gap or a
     *     repetition
     */
    public static DecisionState apply(
            DecisionState state, JournalEntry entry, JournalRecord record) {
        Position before = state.position();
        if (!entry.journalId().equals(before.journalId())
                || entry.sequence() != before.sequence() + 1) {
            throw new IllegalStateException(
                    "record "
                            + entry.id()
                            + " does not follow "
                            + before.journalId()
                            + "/"
                            + before.sequence());
        }
        Draft draft = new Draft(state, entry, record);
        switch (record) {
            case JournalRecord.AgentStarted started -> draft.started(started);
            case JournalRecord.DiagnosisOpened opened -> draft.opened(opened);
            case JournalRecord.DiagnosisClosed closed -> draft.diagnoses.remove(closed.target());
            case JournalRecord.MoveDecided decided -> draft.decided(decided);
            case JournalRecord.MoveApplied applied -> draft.applied(applied);
            case JournalRecord.MoveRefused refused -> draft.refused(refused);
            case JournalRecord.BreakerChanged changed -> draft.changed(changed);
            case JournalRecord.BreakerApplied applied -> draft.applied(applied);
            case JournalRecord.HandSet hand ->
                    draft.hands.put(
                            hand.target(),
                            new DecisionState.Hand(
                                    entry.id(),
                                    hand.out(),
                                    hand.person().name(),
                                    hand.reason(),
                                    hand.at()));
            case JournalRecord.BrakeSet set ->
                    draft.brake = new Brake(entry.id(), set.by(), set.reason(), set.at());
            case JournalRecord.BrakeReleased _ -> draft.brake = null;
            // A failed try leaves the decision pending; a re-assertion restores what is decided
            // already.
            case JournalRecord.MoveFailed _, JournalRecord.RouteReasserted _ -> {}
        }
        return draft.done();
    }

    /** The next state while a record is folded in. */
    private static final class Draft {
        private final JournalEntry entry;
        private final Instant wall;
        private final long millis;
        private long runStartMillis;
        private String bootId;
        private RouteTable routes;
        private String routesDecisionId;
        private final SortedMap<Target, OpenDiagnosis> diagnoses;
        private final SortedMap<Target.Trunk, Moved> moved;
        private final SortedMap<Target.Provider, Breaker> breakers;
        private final SortedMap<Target, DecisionState.Hand> hands;
        private @Nullable Pending pending;
        private @Nullable Brake brake;

        Draft(DecisionState state, JournalEntry entry, JournalRecord record) {
            this.entry = entry;
            this.wall = record.at();
            this.bootId = state.bootId();
            this.routes = state.routes();
            this.routesDecisionId = state.routesDecisionId();
            this.diagnoses = new TreeMap<>(state.diagnoses());
            this.moved = new TreeMap<>(state.moved());
            this.breakers = new TreeMap<>(state.breakers());
            this.hands = new TreeMap<>(state.hands());
            this.pending = state.pending();
            this.brake = state.brake();
            this.runStartMillis = state.runStartMillis();
            if (record instanceof JournalRecord.AgentStarted) {
                // Time passed while the agent was down; a wall clock set back in between counts as
                // none.
                long down =
                        state.lastWall() == null
                                ? 0
                                : Math.max(0, Duration.between(state.lastWall(), wall).toMillis());
                this.runStartMillis = state.journalMillis() + down - record.upMillis();
            }
            this.millis = Math.max(state.journalMillis(), runStartMillis + record.upMillis());
        }

        void started(JournalRecord.AgentStarted started) {
            bootId = started.bootId();
            // Counts of an earlier run mean nothing in this one, which begins at zero.
            moved.replaceAll((_, was) -> withCounts(was, TrunkCounts.NONE));
            breakers.replaceAll((_, was) -> was.withCounts(ProviderPicture.Counts.NONE));
        }

        void opened(JournalRecord.DiagnosisOpened opened) {
            diagnoses.put(
                    opened.target(),
                    new OpenDiagnosis(
                            entry.id(),
                            opened.code(),
                            opened.sentence(),
                            millis,
                            wall,
                            null,
                            List.of()));
        }

        void decided(JournalRecord.MoveDecided decided) {
            routes = decided.after();
            routesDecisionId = entry.id();
            pending = new Pending(entry.id(), decided.target(), decided.before(), decided.after());
            diagnoses.computeIfPresent(
                    decided.target(),
                    (_, open) ->
                            open.id().equals(decided.diagnosisId()) ? withDecision(open) : open);
            if (decided.kind() == JournalRecord.MoveKind.RETURN_COMPLETE) {
                hands.remove(decided.target());
            }
            Moved was = moved.get(decided.target());
            boolean exclude = decided.kind() == JournalRecord.MoveKind.EXCLUDE;
            moved.put(
                    decided.target(),
                    new Moved(
                            entry.id(),
                            decided.diagnosisId(),
                            decided.after().sharePercent(decided.target()),
                            exclude || was == null ? millis : was.outSinceMillis(),
                            millis,
                            wall,
                            decided.counts(),
                            decided.exclusions(),
                            false,
                            decided.to()));
        }

        /**
         * Routers hold the whole table of the newest decision, and so all that was decided before
         * it.
         */
        void applied(JournalRecord.MoveApplied applied) {
            if (pending != null && pending.decisionId().equals(applied.decisionId())) {
                pending = null;
                moved.replaceAll((_, was) -> confirmed(was));
            }
        }

        void changed(JournalRecord.BreakerChanged changed) {
            diagnoses.computeIfPresent(
                    changed.target(),
                    (_, open) ->
                            open.id().equals(changed.diagnosisId()) ? withDecision(open) : open);
            if (changed.to() == BreakerState.CLOSED) {
                hands.remove(changed.target());
            }
            Breaker was = breakers.get(changed.target());
            boolean opens = changed.to() == BreakerState.OPEN;
            breakers.put(
                    changed.target(),
                    new Breaker(
                            entry.id(),
                            changed.diagnosisId(),
                            changed.to(),
                            changed.sharePercent(),
                            opens || was == null ? millis : was.openSinceMillis(),
                            millis,
                            wall,
                            changed.counts(),
                            changed.openings(),
                            false));
        }

        void applied(JournalRecord.BreakerApplied applied) {
            breakers.replaceAll(
                    (_, was) ->
                            was.decisionId().equals(applied.decisionId())
                                    ? was.withApplied()
                                    : was);
        }

        void refused(JournalRecord.MoveRefused refused) {
            diagnoses.computeIfPresent(
                    refused.target(),
                    (_, open) ->
                            new OpenDiagnosis(
                                    open.id(),
                                    open.code(),
                                    open.sentence(),
                                    open.sinceMillis(),
                                    open.since(),
                                    new Refusal(entry.id(), refused.key(), refused.sentence()),
                                    open.decisions()));
        }

        DecisionState done() {
            return new DecisionState(
                    entry.position(),
                    millis,
                    runStartMillis,
                    wall,
                    bootId,
                    routes,
                    routesDecisionId,
                    diagnoses,
                    moved,
                    breakers,
                    hands,
                    pending,
                    brake);
        }

        private OpenDiagnosis withDecision(OpenDiagnosis open) {
            List<String> decisions = new ArrayList<>(open.decisions());
            decisions.add(entry.id());
            return new OpenDiagnosis(
                    open.id(),
                    open.code(),
                    open.sentence(),
                    open.sinceMillis(),
                    open.since(),
                    open.refusal(),
                    decisions);
        }

        private static Moved confirmed(Moved was) {
            return new Moved(
                    was.decisionId(),
                    was.diagnosisId(),
                    was.sharePercent(),
                    was.outSinceMillis(),
                    was.stageSinceMillis(),
                    was.stageSince(),
                    was.stageCounts(),
                    was.exclusions(),
                    true,
                    was.to());
        }

        private static Moved withCounts(Moved was, TrunkCounts counts) {
            return new Moved(
                    was.decisionId(),
                    was.diagnosisId(),
                    was.sharePercent(),
                    was.outSinceMillis(),
                    was.stageSinceMillis(),
                    was.stageSince(),
                    counts,
                    was.exclusions(),
                    was.confirmed(),
                    was.to());
        }
    }
}
