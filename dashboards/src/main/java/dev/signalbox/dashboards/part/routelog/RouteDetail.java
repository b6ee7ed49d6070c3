package dev.signalbox.dashboards.part.routelog;

import dev.signalbox.dashboards.part.detail.Block;
import dev.signalbox.dashboards.part.detail.Block.Line;
import dev.signalbox.dashboards.part.detail.Block.Weight;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One change of routes in full: cause, evidence, guards, who, answers, effect. */
public final class RouteDetail {

    /** How far before and after a change calls are compared. */
    private static final Duration AROUND = Duration.ofMinutes(1);

    private RouteDetail() {}

    /** The blocks of {@code row}, in reading order, without empty ones. */
    public static List<Block> of(RouteRow row, RouteLog log) {
        List<Block> blocks =
                switch (row.source()) {
                    case RouteRow.Source.Fleet fleet -> FleetRouteDetail.of(fleet.line(), log);
                    case RouteRow.Source.Region region -> region(region.line(), log);
                };
        List<Block> all = new ArrayList<>(blocks);
        all.add(effect(row, log));
        all.add(new Block("Record", List.of(Line.plain("id", row.source().id()))));
        return all.stream().filter(block -> !block.lines().isEmpty()).toList();
    }

    private static List<Block> region(JournalLine line, RouteLog log) {
        return switch (line.record()) {
            case JournalRecord.MoveDecided move ->
                    List.of(
                            cause(move.diagnosisId(), move.sentence(), log),
                            evidence(move.evidence()),
                            guards(move.guards()),
                            new Block(
                                    "Who",
                                    List.of(
                                            Line.plain(
                                                    "decided by", "automation, " + line.region()))),
                            shares(move.before(), move.after(), log),
                            answers(line, log),
                            counts(line, move, log));
            case JournalRecord.BreakerChanged changed ->
                    List.of(
                            cause(changed.diagnosisId(), changed.sentence(), log),
                            evidence(changed.evidence()),
                            guards(changed.guards()),
                            new Block(
                                    "Who",
                                    List.of(
                                            Line.plain(
                                                    "decided by", "automation, " + line.region()))),
                            answers(line, log));
            case JournalRecord _ -> List.of();
        };
    }

    private static Block cause(String diagnosisId, String sentence, RouteLog log) {
        JournalLine line = log.line(diagnosisId);
        List<Line> lines = new ArrayList<>();
        if (line != null) {
            lines.add(Line.plain("diagnosis", line.sentence()));
        }
        if (!sentence.isEmpty()) {
            lines.add(Line.plain("decision", sentence));
        }
        return new Block("Cause", lines);
    }

    private static Block evidence(List<Evidence> evidence) {
        return new Block(
                "Evidence at that moment",
                evidence.stream()
                        .map(
                                seen ->
                                        Line.plain(
                                                States.named(seen.kind()),
                                                seen.detail() + " (n = " + seen.samples() + ")"))
                        .toList());
    }

    static Block guards(List<GuardResult> guards) {
        return new Block(
                "Guards as they were judged",
                guards.stream()
                        .map(
                                guard ->
                                        new Line(
                                                ChangeWords.guard(guard.guard()),
                                                States.verdict(guard.verdict())
                                                        + ": "
                                                        + guard.detail(),
                                                weight(guard.verdict())))
                        .toList());
    }

    private static Weight weight(GuardResult.Verdict verdict) {
        return switch (verdict) {
            case PASS -> Weight.PLAIN;
            case WARN -> Weight.WARN;
            case BLOCK, HARD -> Weight.STOP;
        };
    }

    private static Block shares(RouteTable before, RouteTable after, RouteLog log) {
        TreeSet<Target.Trunk> trunks = new TreeSet<>(before.sharePercents().keySet());
        trunks.addAll(after.sharePercents().keySet());
        List<Line> lines = new ArrayList<>();
        for (Target.Trunk trunk : trunks) {
            lines.add(
                    Line.plain(
                            log.titles().of(trunk),
                            before.sharePercent(trunk)
                                    + " % \u2192 "
                                    + after.sharePercent(trunk)
                                    + " % of its usual new calls"));
        }
        lines.add(Line.plain("epoch", before.epoch() + " \u2192 " + after.epoch()));
        return new Block("Routes before and after", lines);
    }

    private static Block answers(JournalLine decided, RouteLog log) {
        String id = decided.entry().id();
        List<Line> lines = new ArrayList<>();
        for (JournalLine line : log.view().journal()) {
            switch (line.record()) {
                case JournalRecord.MoveApplied done when done.decisionId().equals(id) ->
                        lines.add(
                                Line.plain(
                                        "all routers",
                                        "took it in "
                                                + Numbers.millis(done.tookMillis())
                                                + " ms, read back at epoch "
                                                + done.readBack().epoch()));
                case JournalRecord.BreakerApplied done when done.decisionId().equals(id) ->
                        lines.add(
                                Line.plain(
                                        "workers",
                                        "the first asked "
                                                + Numbers.millis(done.tookMillis())
                                                + " ms after"));
                case JournalRecord.MoveFailed failed when failed.decisionId().equals(id) ->
                        lines.add(new Line(failed.router(), failed.reason(), Weight.STOP));
                case JournalRecord.RouteReasserted again when again.decisionId().equals(id) ->
                        lines.add(new Line(again.router(), again.reason(), Weight.WARN));
                case JournalRecord _ -> {}
            }
        }
        if (lines.isEmpty()) {
            lines.add(new Line("routers", "have not confirmed it yet", Weight.WARN));
        }
        return new Block("What routers answered", lines);
    }

    /** Counts in the records: from this decision to the next of the same incident. */
    private static Block counts(JournalLine line, JournalRecord.MoveDecided move, RouteLog log) {
        List<Line> lines = new ArrayList<>();
        for (JournalLine other : log.view().journal()) {
            if (other.record() instanceof JournalRecord.MoveDecided later
                    && other.entry().journalId().equals(line.entry().journalId())
                    && other.entry().sequence() > line.entry().sequence()
                    && later.target().equals(move.target())
                    && later.diagnosisId().equals(move.diagnosisId())
                    && lines.isEmpty()) {
                var since = later.counts().minus(move.counts());
                if (since.attempts() >= 0) {
                    lines.add(
                            Line.plain(
                                    "until the next step",
                                    Numbers.counted(since.attempts(), "attempt", "attempts")
                                            + " on "
                                            + log.titles().of(move.target())
                                            + ", "
                                            + Numbers.count(since.failed())
                                            + " failed"));
                }
            }
        }
        return new Block("Its own calls", lines);
    }

    /** Calls of the region a minute before and a minute after, as its agent counted them. */
    private static Block effect(RouteRow row, RouteLog log) {
        List<HistoryPoint> points =
                log.view().regions().stream()
                        .filter(entry -> entry.view().target().name().equals(row.region()))
                        .flatMap(entry -> entry.view().history().stream())
                        .toList();
        List<Line> lines = new ArrayList<>();
        String before = counted(points, row.at().minus(AROUND), row.at());
        String after = counted(points, row.at(), row.at().plus(AROUND));
        if (!before.isEmpty()) {
            lines.add(Line.plain("minute before", before));
        }
        if (!after.isEmpty()) {
            lines.add(Line.plain("minute after", after));
        }
        if (!points.isEmpty() && lines.isEmpty()) {
            lines.add(Line.plain("calls", "nothing is recorded around that moment any more"));
        }
        return new Block("Effect on new calls of " + log.titles().region(row.region()), lines);
    }

    private static String counted(List<HistoryPoint> points, Instant from, Instant to) {
        long ended = 0;
        long answered = 0;
        long failed = 0;
        for (HistoryPoint point : points) {
            Instant end = point.start().plusMillis(point.lengthMillis());
            if (!point.start().isBefore(from) && !end.isAfter(to)) {
                ended += point.finals();
                answered += point.answered();
                failed += point.infrastructureFailures();
            }
        }
        return ended == 0
                ? ""
                : Numbers.count(answered)
                        + " of "
                        + Numbers.count(ended)
                        + " answered, "
                        + (failed == 0 ? "none" : Numbers.count(failed))
                        + " failed by carriers";
    }
}
