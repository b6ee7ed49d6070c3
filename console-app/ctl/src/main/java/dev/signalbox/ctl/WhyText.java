package dev.signalbox.ctl;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.policy.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A story as text for people: what is, what was seen and decided in order, what comes next. */
final class WhyText {

    private static final int LABEL = 14;

    private final List<String> lines = new ArrayList<>();

    private WhyText() {}

    static List<String> lines(Story story, Instant now) {
        WhyText text = new WhyText();
        TrunkView trunk = story.trunk();
        text.lines.add(
                trunk.carrierTitle()
                        + " in "
                        + story.region().title()
                        + "  "
                        + trunk.target().id());
        text.present(trunk);
        if (story.lines().isEmpty()) {
            text.add("Diagnosis", "None, so nothing was moved: " + figures(trunk) + ".");
        }
        story.lines().forEach(text::record);
        text.outlook(story, now);
        text.lines.add("");
        return text.lines;
    }

    private void present(TrunkView trunk) {
        String share =
                trunk.sharePercent() == 100
                        ? "gets all its usual new calls"
                        : "gets " + trunk.sharePercent() + " % of its usual new calls";
        add(
                "Now",
                Words.of(trunk.state())
                        + ", "
                        + share
                        + "; OPTIONS "
                        + Words.of(trunk.options())
                        + ", test calls "
                        + Words.of(trunk.testCall())
                        + ". "
                        + trunk.finding());
    }

    private static String figures(TrunkView trunk) {
        return Words.fiveMinutes(trunk.windows())
                .map(
                        w ->
                                Words.format(
                                        "of %,d new calls in 5 min, %,d went unanswered and %,d"
                                                + " were rejected by the carrier",
                                        w.attempts(), w.unanswered(), w.rejected()))
                .orElse("no calls were measured");
    }

    private void record(JournalLine line) {
        String at =
                JournalSentences.clock(line.record().at())
                        + " "
                        + JournalSentences.number(line.entry().id())
                        + "  ";
        switch (line.record()) {
            case JournalRecord.DiagnosisOpened opened -> {
                add("Diagnosis", at + line.sentence());
                evidence(opened.evidence());
            }
            case JournalRecord.DiagnosisClosed closed -> {
                add("Over", at + line.sentence());
                evidence(closed.evidence());
            }
            case JournalRecord.MoveDecided decided -> {
                add("Decision", at + line.sentence());
                share(decided);
                evidence(decided.evidence());
                guards(decided.guards(), decided.kind() == JournalRecord.MoveKind.EXCLUDE);
            }
            case JournalRecord.MoveRefused refused -> {
                add("Not moved", at + line.sentence());
                evidence(refused.evidence());
                guards(refused.guards(), true);
            }
            case JournalRecord.BreakerChanged changed -> {
                add("Decision", at + line.sentence());
                evidence(changed.evidence());
                guards(changed.guards(), true);
            }
            case JournalRecord.BreakerApplied _ -> add("Workers", at + line.sentence());
            case JournalRecord.MoveApplied _,
                    JournalRecord.MoveFailed _,
                    JournalRecord.RouteReasserted _ ->
                    add("Routers", at + line.sentence());
            case JournalRecord.AgentStarted _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    add("", at + line.sentence());
        }
    }

    private void share(JournalRecord.MoveDecided decided) {
        add(
                "  share",
                decided.before().sharePercent(decided.target())
                        + " % to "
                        + decided.after().sharePercent(decided.target())
                        + " % of its usual new calls, epoch "
                        + decided.before().epoch()
                        + " to "
                        + decided.after().epoch());
    }

    private void evidence(List<Evidence> evidence) {
        for (Evidence one : evidence) {
            String samples =
                    one.samples() == 0
                            ? ""
                            : ", " + one.samples() + (one.samples() == 1 ? " sample" : " samples");
            add(
                    "  evidence",
                    Words.name(one.kind())
                            + " ("
                            + Words.name(one.source())
                            + samples
                            + "): "
                            + one.detail());
        }
    }

    /** A guard that did not pass has its own line; those that passed have one only in full. */
    private void guards(List<GuardResult> guards, boolean full) {
        List<GuardResult> passed =
                guards.stream().filter(g -> g.verdict() == GuardResult.Verdict.PASS).toList();
        guards.stream()
                .filter(guard -> full || !passed.contains(guard))
                .forEach(
                        guard ->
                                add(
                                        "  guard " + Words.of(guard.verdict()),
                                        Words.name(guard.guard()) + ": " + guard.detail()));
        if (!full && !passed.isEmpty()) {
            add(
                    "  guards pass",
                    passed.stream()
                            .map(guard -> Words.name(guard.guard()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void outlook(Story story, Instant now) {
        DecisionState.OpenDiagnosis open = story.open();
        if (open != null) {
            add("Holds since", Words.elapsed(open.since(), now));
        }
        DecisionState.Moved moved = story.decided().moved().get(story.trunk().target());
        if (moved != null && !moved.confirmed()) {
            add(
                    "Pending",
                    "decision "
                            + JournalSentences.number(moved.decisionId())
                            + " is not confirmed by the routers yet.");
        }
        AgentStatus agent = story.region().agent();
        AgentStatus.BrakeView brake = agent.brake();
        if (brake != null) {
            add(
                    "Brake",
                    "automation is stopped by "
                            + brake.by()
                            + " since "
                            + JournalSentences.clock(brake.since())
                            + ": "
                            + brake.reason());
        }
        Rules rules = agent.rules();
        add(
                "Rules",
                "trunk not answering: "
                        + Words.of(rules.trunkNotAnswering())
                        + "; trunk rejecting: "
                        + Words.of(rules.trunkRejecting())
                        + ".");
        IncidentView incident = story.incident();
        if (incident != null && !incident.next().isEmpty()) {
            add("Next", incident.next());
        }
    }

    private void add(String label, String text) {
        String first = Words.format("  %-" + LABEL + "s", label);
        lines.addAll(StatusText.indented(first, " ".repeat(LABEL + 2), text));
    }
}
