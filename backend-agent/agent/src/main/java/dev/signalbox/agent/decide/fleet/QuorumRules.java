package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules;
import dev.signalbox.model.quorum.FleetState;

/**
 * By which rules the quorum decides. Only the state and the command count: no policy file, clock or
 * chance of one member, or members would write different records under the same number.
 */
public final class QuorumRules implements FleetRules {

    private final PlanRules plans = new PlanRules();

    @Override
    public Ruling decide(FleetState state, FleetCommand command) {
        Matter matter = Matter.of(state, command.ask());
        return switch (command) {
            case FleetCommand.Join join -> joined(matter, join);
            case FleetCommand.Say say -> WordRules.say(matter, say);
            case FleetCommand.Propose propose -> plans.propose(matter, propose);
            case FleetCommand.Approve approve -> plans.approve(matter, approve);
            case FleetCommand.OverrideGuard override -> plans.override(matter, override);
            case FleetCommand.Start start -> plans.start(matter, start);
            case FleetCommand.Discard discard -> plans.discard(matter, discard);
            case FleetCommand.DecideStage stage -> StageRules.decide(matter, stage);
            case FleetCommand.VerifyStage verify -> StageRules.verify(matter, verify);
            case FleetCommand.Complete complete -> StageRules.complete(matter, complete);
            case FleetCommand.Hold hold -> HoldRules.hold(matter, hold);
            case FleetCommand.Resume resume -> HoldRules.resume(matter, resume);
            case FleetCommand.Undo undo -> UndoRules.undo(matter, undo);
            case FleetCommand.ReportDoor report -> DoorRules.report(matter, report);
            case FleetCommand.NameWriter name -> DoorRules.name(matter, name);
            case FleetCommand.SetPin pin -> AutomationRules.pin(matter, pin);
            case FleetCommand.ReleasePin pin -> AutomationRules.release(matter, pin);
            case FleetCommand.SetBrake brake -> AutomationRules.brake(matter, brake);
            case FleetCommand.ReleaseBrake brake -> AutomationRules.release(matter, brake);
            case FleetCommand.ReportRefusal refusal ->
                    matter.reported(
                            refusal.who(), refusal.what(), refusal.code(), refusal.sentence());
            // The store checks that these follow what it keeps; nothing is decided by them.
            case FleetCommand.Sync _ -> Matter.done();
        };
    }

    private static Ruling joined(Matter matter, FleetCommand.Join join) {
        return Matter.done(
                new FleetRecord.MemberStarted(
                        matter.at(),
                        join.ask().from(),
                        join.bootId(),
                        join.version(),
                        join.policyHash(),
                        join.title()));
    }
}
