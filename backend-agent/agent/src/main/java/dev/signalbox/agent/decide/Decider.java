package dev.signalbox.agent.decide;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.List;
import java.util.Optional;

/**
 * The functional core of one region: state, input and time in, one record and its action out. It
 * keeps nothing: what it knows is the fold of the journal, what it sees is in the input.
 */
public final class Decider {

    /** In order of urgency: what hurts callers first, what can wait last. */
    private static final List<Rule> RULES =
            List.of(
                    new OpenDiagnosis(),
                    new ByHand(),
                    new ExcludeTrunk(),
                    new OpenBreaker(),
                    new ReturnTrunk(),
                    new CloseBreaker(),
                    new CloseDiagnosis());

    private final Policy policy;
    private final String region;
    private final long bootNanos;

    /**
     * @param policy what the installation wants
     * @param region whose agent decides
     * @param bootNanos monotonic time at which this run of the agent began
     */
    public Decider(Policy policy, String region, long bootNanos) {
        this.policy = policy;
        this.region = region;
        this.bootNanos = bootNanos;
    }

    /**
     * The answer to {@code input}. {@link Input.Observed} is to be asked again until the answer is
     * {@link Step.Quiet}.
     */
    public Step step(DecisionState state, Input input, Now now) {
        long up = now.millisSince(bootNanos);
        return switch (input) {
            case Input.Started started ->
                    record(
                            new JournalRecord.AgentStarted(
                                    now.wall(),
                                    up,
                                    started.region(),
                                    started.bootId(),
                                    started.version(),
                                    started.policyHash(),
                                    started.unsealedRecords()));
            case Input.Observed observed ->
                    observe(
                            new Moment(
                                    policy,
                                    region,
                                    state,
                                    observed.picture(),
                                    observed.bindings(),
                                    now,
                                    up));
            case Input.SetHand hand ->
                    record(
                            new JournalRecord.HandSet(
                                    now.wall(),
                                    up,
                                    hand.plan().source(),
                                    !hand.plan().kind().back(),
                                    hand.plan().by(),
                                    hand.plan().reason(),
                                    hand.planHash(),
                                    HandPlan.sentence(policy, hand.plan()),
                                    hand.overrides(),
                                    hand.plan().guards()));
            case Input.Applied applied -> applied(state, applied, now, up);
            case Input.ApplyFailed failed ->
                    record(
                            new JournalRecord.MoveFailed(
                                    now.wall(),
                                    up,
                                    failed.decisionId(),
                                    failed.router(),
                                    failed.reason()));
            case Input.Reasserted again ->
                    record(
                            new JournalRecord.RouteReasserted(
                                    now.wall(),
                                    up,
                                    again.decisionId(),
                                    again.router(),
                                    again.reason(),
                                    again.readBack()));
            case Input.WorkersFollow follow -> follow(state, follow, now, up);
            case Input.SetBrake brake ->
                    state.brake() != null
                            ? Step.QUIET
                            : record(
                                    new JournalRecord.BrakeSet(
                                            now.wall(), up, brake.by(), brake.reason()));
            case Input.ReleaseBrake release ->
                    state.brake() == null
                            ? Step.QUIET
                            : record(
                                    new JournalRecord.BrakeReleased(
                                            now.wall(), up, release.by(), release.reason()));
        };
    }

    /** {@code now} on the journal's own time line, on which cool-downs run. */
    public long journalMillis(DecisionState state, Now now) {
        return state.runStartMillis() + now.millisSince(bootNanos);
    }

    /** Whether a trunk with an open diagnosis fails calls now, as the rules see it. */
    public boolean failing(DecisionState state, Picture picture, Target.Trunk trunk, Now now) {
        return ExcludeTrunk.speaksAgainst(
                new Moment(
                        policy,
                        region,
                        state,
                        picture,
                        Bindings.NONE,
                        now,
                        now.millisSince(bootNanos)),
                trunk);
    }

    /**
     * What a person wants to change inside this region, computed and judged; nothing is done.
     *
     * @param wish a plan's kind and target, who and why
     */
    public Plan plan(DecisionState state, Input.Observed seen, HandPlan.Wish wish, Now now) {
        return HandPlan.of(
                new Moment(
                        policy,
                        region,
                        state,
                        seen.picture(),
                        seen.bindings(),
                        now,
                        now.millisSince(bootNanos)),
                wish);
    }

    private static Step observe(Moment moment) {
        return RULES.stream()
                .map(rule -> rule.judge(moment))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Step.QUIET);
    }

    /** A confirmation is news once: routers confirm the same decision again after a restart. */
    private static Step applied(DecisionState state, Input.Applied applied, Now now, long up) {
        DecisionState.Pending pending = state.pending();
        if (pending == null || !pending.decisionId().equals(applied.decisionId())) {
            return Step.QUIET;
        }
        return record(
                new JournalRecord.MoveApplied(
                        now.wall(),
                        up,
                        applied.decisionId(),
                        applied.readBack(),
                        applied.tookMillis()));
    }

    /** News once: every worker asks, and asks again. */
    private static Step follow(DecisionState state, Input.WorkersFollow follow, Now now, long up) {
        boolean news =
                state.breakers().values().stream()
                        .anyMatch(b -> !b.applied() && b.decisionId().equals(follow.decisionId()));
        return news
                ? record(
                        new JournalRecord.BreakerApplied(
                                now.wall(), up, follow.decisionId(), follow.tookMillis()))
                : Step.QUIET;
    }

    private static Step record(JournalRecord record) {
        return new Step.Write(record, null);
    }
}
