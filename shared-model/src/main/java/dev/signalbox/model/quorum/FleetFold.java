package dev.signalbox.model.quorum;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetState.Approval;
import dev.signalbox.model.quorum.FleetState.Brake;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.FleetState.Door;
import dev.signalbox.model.quorum.FleetState.Judged;
import dev.signalbox.model.quorum.FleetState.Member;
import dev.signalbox.model.quorum.FleetState.Overrule;
import dev.signalbox.model.quorum.FleetState.Pin;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the fleet's state changes: one record after the other. Members, a restarted
 * member, consoles and a replay compute the same state with this code.
 */
public final class FleetFold {

    private FleetFold() {}

    /**
     * The state after {@code record}, which is the content of {@code entry}.
     *
     * @throws IllegalStateException when the entry does not follow the state's position
     */
    public static FleetState apply(FleetState state, JournalEntry entry, FleetRecord record) {
        follows(state, entry);
        Draft draft = new Draft(state, entry, record.at());
        draft.take(record);
        return draft.done();
    }

    /**
     * The state after an entry that this program is too old to read: only its place is taken.
     *
     * @throws IllegalStateException when the entry does not follow the state's position
     */
    public static FleetState pass(FleetState state, JournalEntry entry) {
        follows(state, entry);
        return new Draft(state, entry, state.at()).done();
    }

    private static void follows(FleetState state, JournalEntry entry) {
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
    }

    /** The next state while a record is folded in. */
    private static final class Draft {
        private final JournalEntry entry;
        private final Instant at;
        private final SortedMap<String, Member> members;
        private final SortedMap<String, Word> words;
        private final SortedMap<String, Judged> verdicts;
        private final SortedMap<String, Door> doors;
        private final SortedMap<String, Change> changes;
        private final SortedMap<Target, Pin> pins;
        private final SortedMap<String, Instant> emptiedAt;
        private final SortedMap<String, Instant> refusals;
        private FleetTable table;
        private String tableId;
        private @Nullable Brake brake;

        Draft(FleetState state, JournalEntry entry, Instant at) {
            this.entry = entry;
            this.at = at.isBefore(state.at()) ? state.at() : at;
            this.members = new TreeMap<>(state.members());
            this.words = new TreeMap<>(state.words());
            this.verdicts = new TreeMap<>(state.verdicts());
            this.doors = new TreeMap<>(state.doors());
            this.changes = new TreeMap<>(state.changes());
            this.pins = new TreeMap<>(state.pins());
            this.emptiedAt = new TreeMap<>(state.emptiedAt());
            this.refusals = new TreeMap<>(state.refusals());
            this.table = state.table();
            this.tableId = state.tableId();
            this.brake = state.brake();
        }

        void take(FleetRecord record) {
            switch (record) {
                case FleetRecord.MemberStarted m ->
                        members.put(
                                m.region(),
                                new Member(
                                        m.region(),
                                        m.bootId(),
                                        m.version(),
                                        m.policyHash(),
                                        at,
                                        m.title()));
                case FleetRecord.WordSaid said -> words.put(said.word().key(), said.word());
                case FleetRecord.RegionJudged judged -> judged(judged);
                case FleetRecord.PlanMade made -> made(made);
                case FleetRecord.PlanApproved a ->
                        change(
                                a.planId(),
                                c -> c.plus(new Approval(a.person(), at, a.expiresAt())));
                case FleetRecord.GuardOverridden o ->
                        change(
                                o.planId(),
                                c ->
                                        c.plus(
                                                new Overrule(
                                                        o.guard(),
                                                        o.person(),
                                                        o.reason(),
                                                        at,
                                                        o.expiresAt())));
                case FleetRecord.ChangeStarted s ->
                        change(s.planId(), c -> c.withPhase(Phase.RUNNING, "").withBefore(table));
                case FleetRecord.StageDecided s -> staged(s);
                case FleetRecord.StageVerified v ->
                        change(v.planId(), c -> c.stage() == v.stage() ? c.withVerified(true) : c);
                case FleetRecord.ChangeHeld h ->
                        change(h.planId(), c -> c.withPhase(Phase.HELD, h.detail()));
                case FleetRecord.ChangeResumed r ->
                        change(r.planId(), c -> c.withPhase(Phase.RUNNING, "").withWatchedFrom(at));
                case FleetRecord.ChangeCompleted d ->
                        change(d.planId(), c -> c.withPhase(Phase.COMPLETED, d.sentence()));
                case FleetRecord.ChangeUndone u -> undone(u);
                case FleetRecord.PlanDiscarded d ->
                        change(d.planId(), c -> c.withPhase(Phase.DISCARDED, d.reason()));
                case FleetRecord.DoorSet d ->
                        doors.put(d.door(), new Door(d.writer(), d.epoch(), ""));
                case FleetRecord.DoorFailed d ->
                        door(d.door(), was -> new Door(was.writer(), was.epoch(), d.reason()));
                case FleetRecord.WriterNamed w ->
                        door(w.door(), was -> new Door(w.writer(), was.epoch(), was.problem()));
                case FleetRecord.PinSet p ->
                        pins.put(
                                p.target(),
                                new Pin(
                                        entry.id(),
                                        p.target(),
                                        p.person(),
                                        p.reason(),
                                        at,
                                        p.expiresAt()));
                case FleetRecord.PinReleased p -> pins.remove(p.target());
                case FleetRecord.BrakeSet b ->
                        brake = new Brake(entry.id(), b.person(), b.reason(), at);
                case FleetRecord.BrakeReleased _ -> brake = null;
                case FleetRecord.AttemptRefused r ->
                        refusals.put(FleetState.refusalKey(r.who(), r.what(), r.code()), at);
            }
        }

        private void judged(FleetRecord.RegionJudged judged) {
            if (judged.verdict() == RegionVerdict.PRESENT) {
                verdicts.remove(judged.region());
            } else {
                verdicts.put(
                        judged.region(),
                        new Judged(entry.id(), judged.verdict(), judged.sentence(), at));
            }
        }

        private void made(FleetRecord.PlanMade made) {
            changes.put(
                    entry.id(),
                    Change.proposed(
                            entry.id(), made.plan(), made.hash(), made.expiresAt(), at, ""));
        }

        private void staged(FleetRecord.StageDecided staged) {
            table = staged.after();
            tableId = entry.id();
            change(
                    staged.planId(),
                    c -> c.withStage(staged.stage(), at, entry.id()).withVerified(false));
            Change change = changes.get(staged.planId());
            if (change != null
                    && !change.plan().kind().back()
                    && change.plan().source() instanceof Target.Region region) {
                emptiedAt.put(region.name(), at);
            }
        }

        private void undone(FleetRecord.ChangeUndone undone) {
            table = undone.after();
            tableId = entry.id();
            change(undone.planId(), c -> c.withPhase(Phase.UNDONE, undone.reason()));
        }

        private void change(String id, UnaryOperator<Change> step) {
            changes.computeIfPresent(id, (_, was) -> step.apply(was));
        }

        private void door(String region, UnaryOperator<Door> step) {
            doors.put(region, step.apply(doors.getOrDefault(region, new Door(region, 0, ""))));
        }

        FleetState done() {
            forgetOldChanges();
            forgetOldRefusals();
            return new FleetState(
                    entry.position(),
                    at,
                    members,
                    words,
                    verdicts,
                    table,
                    tableId,
                    doors,
                    changes,
                    pins,
                    brake,
                    emptiedAt,
                    refusals);
        }

        private void forgetOldRefusals() {
            Instant oldest = at.minus(FleetState.REFUSALS_KEPT);
            refusals.values().removeIf(when -> !when.isAfter(oldest));
            List<Map.Entry<String, Instant>> kept = new ArrayList<>(refusals.entrySet());
            kept.sort(Map.Entry.comparingByValue());
            for (int i = 0; i < kept.size() - FleetState.REFUSALS_MAX; i++) {
                refusals.remove(kept.get(i).getKey());
            }
        }

        private void forgetOldChanges() {
            List<Change> over =
                    new ArrayList<>(
                            changes.values().stream().filter(c -> c.phase().over()).toList());
            over.sort(Comparator.comparing(Change::stageAt).thenComparing(Change::id));
            for (int i = 0; i < over.size() - FleetState.CHANGES_OVER_MAX; i++) {
                changes.remove(over.get(i).id());
            }
        }
    }
}
