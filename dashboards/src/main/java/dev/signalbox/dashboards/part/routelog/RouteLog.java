package dev.signalbox.dashboards.part.routelog;

import dev.signalbox.dashboards.part.change.Titles;
import dev.signalbox.dashboards.part.routelog.RouteRow.Kind;
import dev.signalbox.dashboards.part.routelog.RouteRow.Source;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All changes of routes in the journals a console has read. */
public final class RouteLog {

    private final FleetView view;
    private final Titles titles;
    private final Map<String, Plan> plans = new HashMap<>();
    private final Map<String, JournalLine> lines = new HashMap<>();

    private RouteLog(FleetView view) {
        this.view = view;
        this.titles = Titles.of(view);
        view.fleet().state().changes().forEach((id, change) -> plans.put(id, change.plan()));
        for (FleetLine line : view.fleet().lines()) {
            if (line.record() instanceof FleetRecord.PlanMade made) {
                plans.put(line.entry().id(), made.plan());
            }
        }
        view.journal().forEach(line -> lines.put(line.entry().id(), line));
    }

    /** The log of {@code view}. */
    public static RouteLog of(FleetView view) {
        return new RouteLog(view);
    }

    /** What {@link #of} depends on: while this is the same, so is the log. */
    public static String mark(FleetView view) {
        return (view.journal().isEmpty() ? "" : view.journal().getLast().entry().id())
                + " "
                + view.journal().size()
                + " "
                + (view.fleet().lines().isEmpty()
                        ? ""
                        : view.fleet().lines().getLast().entry().id())
                + " "
                + view.regions().size();
    }

    /** The newest first. */
    public List<RouteRow> rows() {
        List<RouteRow> rows = new ArrayList<>();
        for (FleetLine line : view.fleet().lines()) {
            switch (line.record()) {
                case FleetRecord.StageDecided stage -> rows.add(stage(line, stage));
                case FleetRecord.ChangeUndone undone -> rows.add(undone(line, undone));
                case FleetRecord.MemberStarted _,
                        FleetRecord.WordSaid _,
                        FleetRecord.RegionJudged _,
                        FleetRecord.PlanMade _,
                        FleetRecord.PlanApproved _,
                        FleetRecord.GuardOverridden _,
                        FleetRecord.ChangeStarted _,
                        FleetRecord.StageVerified _,
                        FleetRecord.ChangeHeld _,
                        FleetRecord.ChangeResumed _,
                        FleetRecord.ChangeCompleted _,
                        FleetRecord.PlanDiscarded _,
                        FleetRecord.DoorSet _,
                        FleetRecord.DoorFailed _,
                        FleetRecord.WriterNamed _,
                        FleetRecord.PinSet _,
                        FleetRecord.PinReleased _,
                        FleetRecord.BrakeSet _,
                        FleetRecord.BrakeReleased _,
                        FleetRecord.AttemptRefused _ -> {}
            }
        }
        for (JournalLine line : view.journal()) {
            if (line.record() instanceof JournalRecord.MoveDecided move) {
                rows.add(trunk(line, move));
            } else if (line.record() instanceof JournalRecord.BreakerChanged changed) {
                rows.add(provider(line, changed));
            }
        }
        rows.sort(Comparator.comparing(RouteRow::at).reversed());
        return rows;
    }

    private RouteRow stage(FleetLine line, FleetRecord.StageDecided stage) {
        Plan plan = plans.get(stage.planId());
        Answer answer = doors(stage.after().epoch(), line, plan);
        String arrived = arrived(stage);
        return new RouteRow(
                new Source.Fleet(line),
                stage.at(),
                Times.clockOrDay(stage.at(), view.at()),
                plan == null ? "" : plan.region(),
                Kind.REGION,
                answer.sign(),
                plan == null ? line.sentence() : what(plan, stage.percent()),
                plan == null ? "plan " + stage.planId() : cause(plan),
                arrived.isEmpty() ? answer.words() : answer.words() + "; " + arrived);
    }

    private String what(Plan plan, int percent) {
        String source = titles.of(plan.source());
        Set<String> targets = new LinkedHashSet<>();
        plan.moves().forEach(move -> targets.add(titles.of(move.to())));
        return plan.kind().back()
                ? source + " gets its calls back, " + percent + " %"
                : source
                        + " \u2192 "
                        + String.join(", ", targets)
                        + ", "
                        + percent
                        + " % of what may move";
    }

    private String cause(Plan plan) {
        return plan.by().name() + ": \u201c" + plan.reason() + "\u201d";
    }

    private RouteRow undone(FleetLine line, FleetRecord.ChangeUndone undone) {
        Plan plan = plans.get(undone.planId());
        Answer answer = doors(undone.after().epoch(), line, plan);
        return new RouteRow(
                new Source.Fleet(line),
                undone.at(),
                Times.clockOrDay(undone.at(), view.at()),
                plan == null ? "" : plan.region(),
                Kind.REGION,
                answer.sign(),
                plan == null
                        ? line.sentence()
                        : "Undone: "
                                + titles.of(plan.source())
                                + "'s new calls go where they went before",
                undone.person().name() + ": \u201c" + undone.reason() + "\u201d",
                answer.words());
    }

    private record Answer(Sign sign, String words) {}

    /** What the doors said of an epoch; of a region's plan its own, whose calls it is about. */
    private Answer doors(long epoch, FleetLine decided, @Nullable Plan plan) {
        String wanted =
                plan != null && plan.source() instanceof Target.Region region ? region.name() : "";
        Answer answer = new Answer(Sign.MINOR, "no door has confirmed it yet");
        for (FleetLine line : view.fleet().lines()) {
            if (line.entry().sequence() < decided.entry().sequence()) {
                continue;
            }
            if (!wanted.isEmpty() && !door(line.record()).equals(wanted)) {
                continue;
            }
            if (line.record() instanceof FleetRecord.DoorSet set && set.epoch() == epoch) {
                answer =
                        new Answer(
                                Sign.WELL,
                                "door of "
                                        + titles.region(set.door())
                                        + " set in "
                                        + Numbers.millis(set.tookMillis())
                                        + " ms");
            } else if (line.record() instanceof FleetRecord.DoorFailed failed
                    && failed.epoch() == epoch
                    && answer.sign() != Sign.WELL) {
                answer = new Answer(Sign.MAJOR, "door refused it: " + failed.reason());
            } else if (line.record() instanceof FleetRecord.DoorFailed failed
                    && failed.epoch() == epoch) {
                answer = new Answer(Sign.MAJOR, answer.words() + ", then lost: " + failed.reason());
            }
        }
        return answer;
    }

    private static String door(FleetRecord record) {
        return switch (record) {
            case FleetRecord.DoorSet set -> set.door();
            case FleetRecord.DoorFailed failed -> failed.door();
            case FleetRecord _ -> "";
        };
    }

    private String arrived(FleetRecord.StageDecided stage) {
        for (FleetLine line : view.fleet().lines()) {
            if (line.record() instanceof FleetRecord.StageVerified seen
                    && seen.planId().equals(stage.planId())
                    && seen.stage() == stage.stage()) {
                return Numbers.counted(seen.arrivals(), "call", "calls")
                        + " arrived, "
                        + (seen.failed() == 0 ? "none" : Numbers.count(seen.failed()))
                        + " failed";
            }
        }
        return "";
    }

    private RouteRow trunk(JournalLine line, JournalRecord.MoveDecided move) {
        Answer answer = routers(line);
        String carrier = titles.carrier(move.target());
        List<String> others = move.to().stream().map(titles::carrier).toList();
        int share = move.after().sharePercent(move.target());
        String what =
                switch (move.kind()) {
                    case EXCLUDE ->
                            carrier
                                    + " takes no new calls"
                                    + (others.isEmpty()
                                            ? ""
                                            : " \u2192 " + String.join(", ", others));
                    case RETURN_STAGE -> carrier + " gets " + share + " % of its new calls back";
                    case RETURN_COMPLETE -> carrier + " is back in full";
                };
        return new RouteRow(
                new Source.Region(line),
                move.at(),
                Times.clockOrDay(move.at(), view.at()),
                move.target().region(),
                Kind.TRUNK,
                answer.sign(),
                what,
                diagnosis(move.diagnosisId(), move.sentence()),
                answer.words());
    }

    private RouteRow provider(JournalLine line, JournalRecord.BreakerChanged changed) {
        Answer answer = routers(line);
        String who = titles.of(changed.target());
        String what =
                switch (changed.to()) {
                    case OPEN -> who + " gets no new calls; the next of the chain takes them";
                    case TRIAL -> "One call tries " + who;
                    case CLOSING -> who + " gets " + changed.sharePercent() + " % of its calls";
                    case CLOSED -> who + " gets all its calls again";
                };
        return new RouteRow(
                new Source.Region(line),
                changed.at(),
                Times.clockOrDay(changed.at(), view.at()),
                line.region(),
                Kind.PROVIDER,
                answer.sign(),
                what,
                diagnosis(changed.diagnosisId(), changed.sentence()),
                answer.words());
    }

    private String diagnosis(String id, String otherwise) {
        JournalLine line = lines.get(id);
        return line != null && line.record() instanceof JournalRecord.DiagnosisOpened opened
                ? opened.sentence()
                : otherwise;
    }

    private Answer routers(JournalLine decided) {
        String id = decided.entry().id();
        Answer answer = new Answer(Sign.MINOR, "not confirmed yet");
        for (JournalLine line : view.journal()) {
            switch (line.record()) {
                case JournalRecord.MoveApplied applied when applied.decisionId().equals(id) ->
                        answer =
                                new Answer(
                                        Sign.WELL,
                                        "routers confirmed in "
                                                + Numbers.millis(applied.tookMillis())
                                                + " ms");
                case JournalRecord.BreakerApplied applied when applied.decisionId().equals(id) ->
                        answer =
                                new Answer(
                                        Sign.WELL,
                                        "workers followed in "
                                                + Numbers.millis(applied.tookMillis())
                                                + " ms");
                case JournalRecord.MoveFailed failed when failed.decisionId().equals(id) ->
                        answer =
                                answer.sign() == Sign.WELL
                                        ? answer
                                        : new Answer(
                                                Sign.MAJOR,
                                                failed.router()
                                                        + " refused it: "
                                                        + failed.reason());
                case JournalRecord _ -> {}
            }
        }
        return answer;
    }

    FleetView view() {
        return view;
    }

    Titles titles() {
        return titles;
    }

    @Nullable Plan plan(String id) {
        return plans.get(id);
    }

    @Nullable JournalLine line(String id) {
        return lines.get(id);
    }
}
