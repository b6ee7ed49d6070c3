package dev.signalbox.world.demo;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.CallBook;
import dev.signalbox.world.voice.EvacuationTruth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet decided in a run, joined with what really happened to calls. Pure.
 *
 * @param lines the fleet's journal
 * @param verified whether every member found its copy of it whole
 * @param refusedAbroad whether another jurisdiction was asked for and refused
 * @param calls from the world
 * @param bundle what became of the incident bundle at the end, null when none was made
 */
record FleetRun(
        List<FleetLine> lines,
        boolean verified,
        boolean refusedAbroad,
        List<CallBook.Call> calls,
        @Nullable Bundle bundle) {

    FleetRun {
        lines = List.copyOf(lines);
        calls = List.copyOf(calls);
    }

    /** The bundle of this run. */
    record Bundle(String file, boolean verified, String problem) {}

    /** An evacuation, as it was for callers. */
    record Evacuation(String planId, Instant startedAt, boolean completed, EvacuationTruth truth) {}

    /** Fault until the fleet held the region for what it is, null when it never did. */
    @Nullable Long detectedMillis(ScriptedFault fault) {
        RegionVerdict wanted =
                switch (fault.verb()) {
                    case DIE -> RegionVerdict.LOST;
                    case CUT, KILL -> RegionVerdict.ISOLATED;
                    case REJECT503,
                            FREEZE,
                            STARVE,
                            LOSE,
                            FAIL,
                            SLOW,
                            MISUNDERSTAND,
                            HEAL,
                            REVIVE,
                            JOIN ->
                            null;
                };
        if (wanted == null || !(fault.target() instanceof Target.Region region)) {
            return null;
        }
        return lines.stream()
                .map(FleetLine::record)
                .filter(FleetRecord.RegionJudged.class::isInstance)
                .map(FleetRecord.RegionJudged.class::cast)
                .filter(judged -> judged.region().equals(region.name()))
                .filter(judged -> judged.verdict() == wanted)
                .filter(judged -> !judged.at().isBefore(fault.startedAt()))
                .map(judged -> Duration.between(fault.startedAt(), judged.at()).toMillis())
                .findFirst()
                .orElse(null);
    }

    /** Fault until the first new call of a dead region was taken elsewhere. */
    @Nullable Long reroutedMillis(ScriptedFault fault) {
        if (fault.verb() != Story.Verb.DIE || !(fault.target() instanceof Target.Region region)) {
            return null;
        }
        return calls.stream()
                .filter(call -> call.home().equals(region.name()))
                .filter(call -> !call.handler().equals(region.name()))
                .filter(call -> !call.startedAt().isBefore(fault.startedAt()))
                .map(call -> Duration.between(fault.startedAt(), call.startedAt()).toMillis())
                .min(Long::compare)
                .orElse(null);
    }

    /** Ids of what was decided about a region since. */
    List<String> decisions(ScriptedFault fault) {
        return lines.stream()
                .filter(line -> !line.record().at().isBefore(fault.startedAt()))
                .filter(
                        line ->
                                line.record() instanceof FleetRecord.StageDecided stage
                                        && plan(stage.planId())
                                                .filter(p -> p.source().equals(fault.target()))
                                                .isPresent())
                .map(line -> line.entry().id())
                .toList();
    }

    /** The first evacuation of the run. */
    Optional<Evacuation> evacuation(Instant now) {
        return lines.stream()
                .filter(line -> line.record() instanceof FleetRecord.StageDecided)
                .filter(line -> kind(line) == PlanKind.EVACUATE_REGION)
                .findFirst()
                .map(line -> evacuation((FleetRecord.StageDecided) line.record(), now));
    }

    private Evacuation evacuation(FleetRecord.StageDecided first, Instant now) {
        Plan plan = plan(first.planId()).orElseThrow();
        String home = ((Target.Region) plan.source()).name();
        Instant last =
                lines.stream()
                        .map(FleetLine::record)
                        .filter(
                                r ->
                                        r instanceof FleetRecord.StageDecided s
                                                && s.planId().equals(first.planId()))
                        .map(FleetRecord::at)
                        .reduce(first.at(), (_, later) -> later);
        Instant until =
                lines.stream()
                        .filter(line -> kind(line) == PlanKind.RETURN_REGION)
                        .map(line -> line.record().at())
                        .filter(at -> at.isAfter(last))
                        .findFirst()
                        .orElse(now);
        boolean completed =
                lines.stream()
                        .anyMatch(
                                line ->
                                        line.record() instanceof FleetRecord.ChangeCompleted done
                                                && done.planId().equals(first.planId()));
        Set<String> targets =
                plan.moves().stream()
                        .map(move -> ((Target.Region) move.to()).name())
                        .collect(Collectors.toSet());
        Set<String> staying =
                plan.stays().stream()
                        .map(Plan.Stay::what)
                        .filter(Target.Service.class::isInstance)
                        .map(what -> ((Target.Service) what).name())
                        .collect(Collectors.toSet());
        return new Evacuation(
                first.planId(),
                first.at(),
                completed,
                EvacuationTruth.of(
                        calls,
                        new EvacuationTruth.Evacuation(
                                home, targets, staying, first.at(), last, until)));
    }

    private @Nullable PlanKind kind(FleetLine line) {
        return line.record() instanceof FleetRecord.StageDecided stage
                ? plan(stage.planId()).map(Plan::kind).orElse(null)
                : null;
    }

    private Optional<Plan> plan(String id) {
        return lines.stream()
                .filter(line -> line.entry().id().equals(id))
                .map(FleetLine::record)
                .filter(FleetRecord.PlanMade.class::isInstance)
                .map(record -> ((FleetRecord.PlanMade) record).plan())
                .findFirst();
    }
}
