package dev.signalbox.model.quorum;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that the fleet has decided, as the fold of its records ({@link FleetFold}); immutable, the
 * same on every member that has folded as far.
 *
 * @param position of the last record folded in
 * @param at wall time of that record, {@link Instant#EPOCH} before the first
 * @param members agents that ever started, by region
 * @param words what observers say, by {@link Word#key}
 * @param verdicts of regions that are not {@link RegionVerdict#PRESENT}
 * @param table where new calls go
 * @param tableId the record that decided it, empty while it is the default
 * @param doors by region whose numbers they serve; only those that were ever set
 * @param changes plans that are not over, and the newest of those that are, by id
 * @param pins by target
 * @param brake set for the whole fleet, or null
 * @param emptiedAt when a region was evacuated or drained last, by region
 * @param refusals when somebody was refused something last, by {@link #refusalKey}; the last minute
 */
public record FleetState(
        Position position,
        Instant at,
        SortedMap<String, Member> members,
        SortedMap<String, Word> words,
        SortedMap<String, Judged> verdicts,
        FleetTable table,
        String tableId,
        SortedMap<String, Door> doors,
        SortedMap<String, Change> changes,
        SortedMap<Target, Pin> pins,
        @Nullable Brake brake,
        SortedMap<String, Instant> emptiedAt,
        SortedMap<String, Instant> refusals) {

    /** How many changes that are over are kept. */
    public static final int CHANGES_OVER_MAX = 64;

    /** For how long a refusal is remembered: the same one again is not journaled again. */
    public static final Duration REFUSALS_KEPT = Duration.ofSeconds(60);

    /** How many refusals are remembered. */
    public static final int REFUSALS_MAX = 256;

    public FleetState {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
        doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
        pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
        emptiedAt = Collections.unmodifiableSortedMap(new TreeMap<>(emptiedAt));
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
    }

    /** Before the first record of a journal. */
    public static FleetState empty(String journalId) {
        return new FleetState(
                Position.start(journalId),
                Instant.EPOCH,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                FleetTable.DEFAULT,
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** What the fleet holds of {@code region}. */
    public RegionVerdict verdict(String region) {
        Judged judged = verdicts.get(region);
        return judged == null ? RegionVerdict.PRESENT : judged.verdict();
    }

    /** Who writes the door of {@code region}: its own agent unless another was named. */
    public String writer(String region) {
        Door door = doors.get(region);
        return door == null ? region : door.writer();
    }

    /** The name people use for {@code region}, as its agent told; the plain name before. */
    public String title(String region) {
        Member member = members.get(region);
        return member == null || member.title().isBlank() ? region : member.title();
    }

    /** What a refusal is remembered by: who, what they asked for, why not. */
    public static String refusalKey(String who, String what, String code) {
        return who + "\n" + what + "\n" + code;
    }

    /**
     * An agent of the fleet.
     *
     * @param title the name people use for its region, may be empty
     */
    public record Member(
            String region,
            String bootId,
            String version,
            String policyHash,
            Instant startedAt,
            String title) {

        /** Of a region without a title. */
        public Member(
                String region,
                String bootId,
                String version,
                String policyHash,
                Instant startedAt) {
            this(region, bootId, version, policyHash, startedAt, "");
        }
    }

    /**
     * What the fleet holds of a region.
     *
     * @param id of the record
     */
    public record Judged(String id, RegionVerdict verdict, String sentence, Instant since) {}

    /**
     * A front door.
     *
     * @param writer the region whose agent sets it
     * @param epoch of the table it was last read back with, 0 before
     * @param problem why it does not hold the newest table, empty when it does or is on its way
     */
    public record Door(String writer, long epoch, String problem) {}

    /**
     * A plan and what became of it.
     *
     * @param id {@code journalId/sequence} of the record that made it
     * @param hash of the plan
     * @param expiresAt when it is over if nobody starts it
     * @param approvals by others than who asked for it
     * @param stage that was decided last, -1 before the first
     * @param stageAt when
     * @param stageId the record that decided it, empty before the first
     * @param verified whether calls were seen to arrive in that stage
     * @param before the table before its first stage, to go back to; null before the start
     * @param detail why it is held, how it ended; empty otherwise
     * @param watchedFrom when its stage was decided, or a person let it go on: what went wrong
     *     later speaks against it, whoever leads
     */
    public record Change(
            String id,
            Plan plan,
            String hash,
            Instant expiresAt,
            Phase phase,
            List<Approval> approvals,
            List<Overrule> overrides,
            int stage,
            Instant stageAt,
            String stageId,
            boolean verified,
            @Nullable FleetTable before,
            String detail,
            Instant watchedFrom) {

        /** For how long after its last stage a change that is done can be undone. */
        public static final Duration UNDO_TERM = Duration.ofMinutes(15);

        public Change {
            approvals = List.copyOf(approvals);
            overrides = List.copyOf(overrides);
        }

        /** A plan that nobody has started. */
        public static Change proposed(
                String id, Plan plan, String hash, Instant expiresAt, Instant at, String detail) {
            return new Change(
                    id,
                    plan,
                    hash,
                    expiresAt,
                    Phase.PROPOSED,
                    List.of(),
                    List.of(),
                    -1,
                    at,
                    "",
                    false,
                    null,
                    detail,
                    at);
        }

        private Change with(Consumer<Draft> step) {
            Draft draft = new Draft(this);
            step.accept(draft);
            return draft.done();
        }

        /** Somebody let it go on, knowing what was wrong then. */
        Change withWatchedFrom(Instant when) {
            return with(draft -> draft.watchedFrom = when);
        }

        Change withPhase(Phase other, String why) {
            return with(
                    draft -> {
                        draft.phase = other;
                        draft.detail = why;
                    });
        }

        Change withBefore(FleetTable table) {
            return with(draft -> draft.before = table);
        }

        Change withStage(int next, Instant when, String recordId) {
            return with(
                    draft -> {
                        draft.stage = next;
                        draft.stageAt = when;
                        draft.stageId = recordId;
                        draft.watchedFrom = when;
                    });
        }

        Change withVerified(boolean now) {
            return with(draft -> draft.verified = now);
        }

        Change plus(Approval approval) {
            return with(draft -> draft.approvals.add(approval));
        }

        Change plus(Overrule overrule) {
            return with(draft -> draft.overrides.add(overrule));
        }

        /** The next one, while it is made: what of a change can become another. */
        private static final class Draft {
            private final Change was;
            private final List<Approval> approvals;
            private final List<Overrule> overrides;
            private Phase phase;
            private int stage;
            private Instant stageAt;
            private String stageId;
            private boolean verified;
            private @Nullable FleetTable before;
            private String detail;
            private Instant watchedFrom;

            Draft(Change was) {
                this.was = was;
                approvals = new ArrayList<>(was.approvals);
                overrides = new ArrayList<>(was.overrides);
                phase = was.phase;
                stage = was.stage;
                stageAt = was.stageAt;
                stageId = was.stageId;
                verified = was.verified;
                before = was.before;
                detail = was.detail;
                watchedFrom = was.watchedFrom;
            }

            Change done() {
                return new Change(
                        was.id,
                        was.plan,
                        was.hash,
                        was.expiresAt,
                        phase,
                        approvals,
                        overrides,
                        stage,
                        stageAt,
                        stageId,
                        verified,
                        before,
                        detail,
                        watchedFrom);
            }
        }
    }

    /** Somebody else wants it too. */
    public record Approval(Person person, Instant at, Instant expiresAt) {}

    /** A guard that was overruled. */
    public record Overrule(
            String guard, Person person, String reason, Instant at, Instant expiresAt) {}

    /** What automation may not touch. */
    public record Pin(
            String id,
            Target target,
            Person person,
            String reason,
            Instant at,
            Instant expiresAt) {}

    /** Automation is stopped everywhere. */
    public record Brake(String id, Person person, String reason, Instant since) {}
}
