package dev.signalbox.dashboards.screen.journal;

import dev.signalbox.dashboards.part.detail.Block;
import dev.signalbox.dashboards.part.detail.Block.Line;
import dev.signalbox.dashboards.part.detail.Block.Weight;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record of the fleet's journal stood on. */
final class FleetRecordDetail {

    private FleetRecordDetail() {}

    static List<Block> of(FleetRecord record) {
        return switch (record) {
            case FleetRecord.MemberStarted started ->
                    List.of(
                            block(
                                    "Agent",
                                    Line.plain("version", started.version()),
                                    Line.plain("run", started.bootId()),
                                    Line.plain("policy", started.policyHash())));
            case FleetRecord.WordSaid said -> List.of(words(List.of(said.word())));
            case FleetRecord.RegionJudged judged -> List.of(words(judged.words()));
            case FleetRecord.PlanMade made -> plan(made);
            case FleetRecord.PlanApproved approved ->
                    List.of(
                            block(
                                    "Approval",
                                    plan(approved.planId()),
                                    by(approved.person()),
                                    until(approved.expiresAt())));
            case FleetRecord.GuardOverridden overruled ->
                    List.of(
                            block(
                                    "Overruled",
                                    plan(overruled.planId()),
                                    Line.plain("guard", ChangeWords.guard(overruled.guard())),
                                    by(overruled.person()),
                                    Line.plain("reason", overruled.reason()),
                                    until(overruled.expiresAt())));
            case FleetRecord.ChangeStarted started -> step(started.planId(), started.person(), "");
            case FleetRecord.StageDecided stage ->
                    List.of(
                            block(
                                    "Stage",
                                    plan(stage.planId()),
                                    Line.plain("of the way", stage.percent() + " %"),
                                    epochs(stage.before().epoch(), stage.after().epoch())),
                            guards(stage.guards()));
            case FleetRecord.StageVerified verified ->
                    List.of(
                            block(
                                    "Seen to arrive",
                                    plan(verified.planId()),
                                    Line.plain("calls", Numbers.count(verified.arrivals())),
                                    Line.plain("failed", Numbers.count(verified.failed()))));
            case FleetRecord.ChangeHeld held -> step(held.planId(), held.person(), held.reason());
            case FleetRecord.ChangeResumed resumed -> step(resumed.planId(), resumed.person(), "");
            case FleetRecord.ChangeCompleted done -> List.of(block("Change", plan(done.planId())));
            case FleetRecord.ChangeUndone undone ->
                    List.of(
                            block(
                                    "Change",
                                    plan(undone.planId()),
                                    by(undone.person()),
                                    Line.plain("reason", undone.reason()),
                                    epochs(undone.before().epoch(), undone.after().epoch())),
                            guards(undone.guards()));
            case FleetRecord.PlanDiscarded dropped ->
                    step(dropped.planId(), dropped.person(), dropped.reason());
            case FleetRecord.DoorSet set ->
                    List.of(
                            block(
                                    "Front door",
                                    Line.plain("epoch", String.valueOf(set.epoch())),
                                    Line.plain("written by", set.writer()),
                                    Line.plain(
                                            "took",
                                            Numbers.millis(set.tookMillis()) + " ms, read back")));
            case FleetRecord.DoorFailed failed ->
                    List.of(
                            block(
                                    "Front door",
                                    new Line(failed.door(), failed.reason(), Weight.STOP)));
            case FleetRecord.WriterNamed named ->
                    List.of(
                            block(
                                    "Front door",
                                    Line.plain("written by", named.writer()),
                                    Line.plain("reason", named.reason())));
            case FleetRecord.PinSet pin ->
                    List.of(
                            block(
                                    "Pin",
                                    by(pin.person()),
                                    Line.plain("reason", pin.reason()),
                                    until(pin.expiresAt())));
            case FleetRecord.PinReleased pin -> List.of(block("Pin", by(pin.person())));
            case FleetRecord.BrakeSet brake ->
                    List.of(
                            block(
                                    "Fleet brake",
                                    by(brake.person()),
                                    Line.plain("reason", brake.reason())));
            case FleetRecord.BrakeReleased brake ->
                    List.of(
                            block(
                                    "Fleet brake",
                                    by(brake.person()),
                                    Line.plain("reason", brake.reason())));
            case FleetRecord.AttemptRefused refused ->
                    List.of(
                            block(
                                    "Refused",
                                    Line.plain("who", refused.who()),
                                    new Line("why", refused.sentence(), Weight.STOP)));
        };
    }

    private static List<Block> plan(FleetRecord.PlanMade made) {
        Plan plan = made.plan();
        List<Line> stays = new ArrayList<>();
        for (Plan.Stay stay : plan.stays()) {
            stays.add(
                    new Line(
                            stay.title(),
                            stay.reason(),
                            stay.silence() && !stay.statement() ? Weight.STOP : Weight.PLAIN));
        }
        return List.of(
                block(
                        "Plan",
                        by(plan.by()),
                        Line.plain("reason", plan.reason()),
                        until(made.expiresAt()),
                        Line.plain("way back", plan.wayBack())),
                new Block("What may not move", stays),
                guards(plan.guards()));
    }

    private static List<Block> step(String planId, @Nullable Person person, String reason) {
        List<Line> lines = new ArrayList<>();
        lines.add(plan(planId));
        lines.add(person == null ? Line.plain("by", "the fleet itself") : by(person));
        if (!reason.isBlank()) {
            lines.add(Line.plain("reason", reason));
        }
        return List.of(new Block("Change", lines));
    }

    private static Block words(List<Word> words) {
        return new Block(
                "Who said what",
                words.stream()
                        .map(
                                word ->
                                        Line.plain(
                                                word.observer(),
                                                word.sentence() + " (n = " + word.samples() + ")"))
                        .toList());
    }

    private static Block guards(List<GuardResult> guards) {
        return new Block("Guards", RecordDetail.lines(guards));
    }

    private static Line plan(String id) {
        return Line.plain("plan", id);
    }

    private static Line by(Person person) {
        return Line.plain("by", ChangeWords.person(person));
    }

    private static Line until(Instant at) {
        return Line.plain("until", Times.clock(at) + " UTC");
    }

    private static Line epochs(long before, long after) {
        return Line.plain("epoch", before + " \u2192 " + after);
    }

    private static Block block(String heading, Line... lines) {
        return new Block(heading, List.of(lines));
    }
}
