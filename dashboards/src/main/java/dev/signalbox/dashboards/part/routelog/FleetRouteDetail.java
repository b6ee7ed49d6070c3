package dev.signalbox.dashboards.part.routelog;

import dev.signalbox.dashboards.part.detail.Block;
import dev.signalbox.dashboards.part.detail.Block.Line;
import dev.signalbox.dashboards.part.detail.Block.Weight;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.route.FleetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A change between regions in full. */
final class FleetRouteDetail {

    private final FleetLine decided;
    private final RouteLog log;
    private final String planId;
    private final @Nullable Plan plan;

    private FleetRouteDetail(FleetLine decided, String planId, RouteLog log) {
        this.decided = decided;
        this.log = log;
        this.planId = planId;
        this.plan = log.plan(planId);
    }

    static List<Block> of(FleetLine line, RouteLog log) {
        if (line.record() instanceof FleetRecord.StageDecided stage) {
            FleetRouteDetail detail = new FleetRouteDetail(line, stage.planId(), log);
            return List.of(
                    detail.cause(),
                    detail.evidence(),
                    RouteDetail.guards(stage.guards()),
                    detail.who(),
                    detail.stages(),
                    detail.shares(stage.before(), stage.after()),
                    detail.answers(stage.after().epoch()));
        }
        if (line.record() instanceof FleetRecord.ChangeUndone undone) {
            FleetRouteDetail detail = new FleetRouteDetail(line, undone.planId(), log);
            return List.of(
                    new Block(
                            "Cause",
                            List.of(
                                    Line.plain(
                                            "undone by",
                                            undone.person().name() + ": " + undone.reason()))),
                    detail.who(),
                    detail.stages(),
                    detail.shares(undone.before(), undone.after()),
                    detail.answers(undone.after().epoch()));
        }
        return List.of();
    }

    private Block cause() {
        List<Line> lines = new ArrayList<>();
        Plan made = plan;
        if (made != null) {
            lines.add(
                    Line.plain(
                            "plan " + planId.substring(planId.lastIndexOf('/') + 1),
                            ChangeWords.verb(made.kind()) + " " + log.titles().of(made.source())));
            lines.add(Line.plain("reason", made.reason()));
            made.stays()
                    .forEach(
                            stay ->
                                    lines.add(
                                            new Line(
                                                    "not moved: " + stay.title(),
                                                    stay.reason(),
                                                    stay.statement()
                                                            ? Weight.PLAIN
                                                            : stay.silence()
                                                                    ? Weight.STOP
                                                                    : Weight.WARN)));
        }
        return new Block("Cause", lines);
    }

    /** What was held of the source when this was decided, and by whose word. */
    private Block evidence() {
        Plan made = plan;
        FleetRecord.RegionJudged judged = null;
        for (FleetLine line : log.view().fleet().lines()) {
            if (line.entry().sequence() < decided.entry().sequence()
                    && line.record() instanceof FleetRecord.RegionJudged each
                    && made != null
                    && each.region().equals(made.region())) {
                judged = each;
            }
        }
        List<Line> lines = new ArrayList<>();
        if (judged != null) {
            lines.add(Line.plain(clock(judged.at()), judged.sentence()));
            for (Word word : judged.words()) {
                lines.add(
                        Line.plain(
                                word.observer(),
                                word.sentence() + " (n = " + word.samples() + ")"));
            }
        }
        return new Block("Evidence at that moment", lines);
    }

    private Block who() {
        List<Line> lines = new ArrayList<>();
        Plan made = plan;
        if (made != null) {
            lines.add(Line.plain("asked for by", made.by().name() + " at " + clock(made.madeAt())));
        }
        for (FleetLine line : log.view().fleet().lines()) {
            switch (line.record()) {
                case FleetRecord.PlanApproved a when a.planId().equals(planId) ->
                        lines.add(
                                Line.plain(
                                        "approved by", a.person().name() + " at " + clock(a.at())));
                case FleetRecord.GuardOverridden o when o.planId().equals(planId) ->
                        lines.add(
                                new Line(
                                        "overruled by",
                                        o.person().name()
                                                + " at "
                                                + clock(o.at())
                                                + ": "
                                                + ChangeWords.guard(o.guard())
                                                + ", \u201c"
                                                + o.reason()
                                                + "\u201d",
                                        Weight.WARN));
                case FleetRecord.ChangeStarted s when s.planId().equals(planId) ->
                        lines.add(
                                Line.plain(
                                        "started by", s.person().name() + " at " + clock(s.at())));
                case FleetRecord _ -> {}
            }
        }
        return new Block("Who", lines);
    }

    private Block stages() {
        List<Line> lines = new ArrayList<>();
        for (FleetLine line : log.view().fleet().lines()) {
            switch (line.record()) {
                case FleetRecord.StageDecided s when s.planId().equals(planId) ->
                        lines.add(
                                Line.plain(
                                        clock(s.at()),
                                        s.percent()
                                                + " % decided, epoch "
                                                + s.after().epoch()
                                                + (line.entry().id().equals(decided.entry().id())
                                                        ? "  \u2190 this one"
                                                        : "")));
                case FleetRecord.StageVerified v when v.planId().equals(planId) ->
                        lines.add(Line.plain(clock(v.at()), v.sentence()));
                case FleetRecord.ChangeHeld h when h.planId().equals(planId) ->
                        lines.add(new Line(clock(h.at()), "held: " + h.reason(), Weight.WARN));
                case FleetRecord.ChangeResumed r when r.planId().equals(planId) ->
                        lines.add(Line.plain(clock(r.at()), "goes on, by " + r.person().name()));
                case FleetRecord.ChangeCompleted c when c.planId().equals(planId) ->
                        lines.add(Line.plain(clock(c.at()), c.sentence()));
                case FleetRecord.ChangeUndone u when u.planId().equals(planId) ->
                        lines.add(
                                new Line(
                                        clock(u.at()),
                                        "undone by " + u.person().name(),
                                        Weight.WARN));
                case FleetRecord _ -> {}
            }
        }
        return new Block("Stages", lines);
    }

    private Block shares(FleetTable before, FleetTable after) {
        List<Line> lines = new ArrayList<>();
        TreeSet<String> doors = new TreeSet<>(before.doors().keySet());
        doors.addAll(after.doors().keySet());
        for (String door : doors) {
            SortedMap<String, SortedMap<String, Integer>> services =
                    new TreeMap<>(before.door(door));
            services.putAll(after.door(door));
            for (String service : services.keySet()) {
                lines.add(
                        Line.plain(
                                log.titles().service(service),
                                shares(before.shares(door, service))
                                        + " \u2192 "
                                        + shares(after.shares(door, service))));
            }
        }
        lines.add(Line.plain("epoch", before.epoch() + " \u2192 " + after.epoch()));
        return new Block("Routes before and after", lines);
    }

    private String shares(SortedMap<String, Integer> shares) {
        List<String> parts = new ArrayList<>();
        shares.forEach(
                (region, percent) -> parts.add(percent + " % " + log.titles().region(region)));
        return String.join(", ", parts);
    }

    private Block answers(long epoch) {
        List<Line> lines = new ArrayList<>();
        for (FleetLine line : log.view().fleet().lines()) {
            if (line.record() instanceof FleetRecord.DoorSet set && set.epoch() == epoch) {
                lines.add(
                        Line.plain(
                                "door of " + set.door(),
                                "took it in "
                                        + Numbers.millis(set.tookMillis())
                                        + " ms, read back; written by "
                                        + set.writer()));
            } else if (line.record() instanceof FleetRecord.DoorFailed failed
                    && failed.epoch() == epoch) {
                lines.add(
                        new Line(
                                "door of " + failed.door(),
                                States.named(failed.reason()),
                                Weight.STOP));
            }
        }
        if (lines.isEmpty()) {
            lines.add(new Line("doors", "have not confirmed it yet", Weight.WARN));
        }
        return new Block("What doors answered", lines);
    }

    private static String clock(java.time.Instant at) {
        return Times.clock(at) + " UTC";
    }
}
