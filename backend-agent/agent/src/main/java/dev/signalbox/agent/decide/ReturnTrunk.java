package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes an excluded trunk back in stages: after its cool-down, with proof of life, each stage
 * judged by its own calls.
 */
final class ReturnTrunk implements Rule {

    /** Share of new calls after each share, in percent. */
    private static final Map<Integer, Integer> NEXT_STAGE = Map.of(0, 1, 1, 10, 10, 50, 50, 100);

    @Override
    public Optional<Step> judge(Moment moment) {
        if (moment.state().pending() != null || moment.braked()) {
            return Optional.empty();
        }
        return moment.state().moved().entrySet().stream()
                .filter(e -> e.getValue().sharePercent() < 100)
                .filter(e -> !moment.state().heldOut(e.getKey()))
                .filter(e -> !moment.pinned(e.getKey()))
                .filter(e -> ready(moment, e.getKey(), e.getValue()))
                .findFirst()
                .map(e -> nextStage(moment, e.getKey(), e.getValue()));
    }

    private static boolean ready(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        if (moved.sharePercent() > 0) {
            return Moves.verdict(moment, trunk, moved) == StageVerdict.GOOD;
        }
        long outMillis = moment.journalMillis() - moved.outSinceMillis();
        boolean cooledDown =
                moment.state().askedBack(trunk)
                        || outMillis >= Moves.coolDown(moment, moved.exclusions()).toMillis();
        ProofOfLife proof = ProofOfLife.of(moment.policy().trunk(trunk), moment.picture(trunk));
        return proof.given() && (cooledDown || noOtherRoad(moment, trunk));
    }

    /**
     * Every other trunk fails its calls: a proven one is not kept waiting, nor tried with one call
     * in a hundred.
     */
    private static boolean noOtherRoad(Moment moment, Target.Trunk trunk) {
        List<Trunk> others =
                moment.policy().trunksOf(trunk.region()).stream()
                        .filter(t -> !t.target().equals(trunk))
                        .filter(t -> t.direction().sendsCalls())
                        .toList();
        return others.stream().noneMatch(moment::usable)
                && others.stream().anyMatch(t -> ExcludeTrunk.speaksAgainst(moment, t.target()));
    }

    private static Step nextStage(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        int share =
                noOtherRoad(moment, trunk)
                        ? 100
                        : NEXT_STAGE.getOrDefault(moved.sharePercent(), 100);
        boolean complete = share == 100;
        String name = moment.title(trunk) + " in " + trunk.region();
        return Moves.decide(
                moment,
                new Moves.Change(
                        trunk,
                        moved.diagnosisId(),
                        complete
                                ? JournalRecord.MoveKind.RETURN_COMPLETE
                                : JournalRecord.MoveKind.RETURN_STAGE,
                        share,
                        moved.to(),
                        moved.exclusions(),
                        complete
                                ? name + " is back: all its new calls"
                                : name + " is taken back: " + share + " % of its new calls",
                        List.of(why(moment, trunk, moved)),
                        List.of()));
    }

    private static Evidence why(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        if (moved.sharePercent() == 0) {
            return ProofOfLife.of(moment.policy().trunk(trunk), moment.picture(trunk)).evidence();
        }
        TrunkCounts calls = Moves.sinceStage(moment, trunk, moved);
        return new Evidence(
                "return_stage",
                "calls",
                (int) calls.attempts(),
                calls.progressed()
                        + " of "
                        + calls.attempts()
                        + " calls went well at "
                        + moved.sharePercent()
                        + " %, "
                        + calls.failed()
                        + " failed");
    }

    /**
     * What speaks for an excluded trunk. Test calls prove it; OPTIONS prove it only where no test
     * number is configured; a trunk that can be proved by neither is tried with the first stage.
     */
    record ProofOfLife(boolean given, Evidence evidence) {

        static ProofOfLife of(Optional<Trunk> trunk, Optional<TrunkPicture> picture) {
            ProbeState options = picture.map(TrunkPicture::options).orElse(ProbeState.UNKNOWN);
            ProbeState testCall = picture.map(TrunkPicture::testCall).orElse(ProbeState.UNKNOWN);
            boolean callable = trunk.map(Trunk::testNumber).isPresent();
            boolean optionsFit = options == ProbeState.GOOD || options == ProbeState.UNPROBEABLE;
            if (callable) {
                return new ProofOfLife(
                        testCall == ProbeState.GOOD && optionsFit,
                        evidence("test_calls", "test calls to its number get through"));
            }
            return options == ProbeState.GOOD
                    ? new ProofOfLife(true, evidence("options", "answers OPTIONS again"))
                    : new ProofOfLife(
                            options == ProbeState.UNPROBEABLE,
                            evidence("none", "no way to prove it: tried with few calls"));
        }

        private static Evidence evidence(String kind, String detail) {
            return new Evidence(kind, "probe", 0, detail);
        }
    }
}
