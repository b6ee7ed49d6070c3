package dev.signalbox.ctl;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A story as text for people: what is, what was seen and decided in order, what comes next. */
final class WhyText {

    private static final int LABEL = 14;

    private final List<String> lines = new ArrayList<>();

    private final Story story;

    private WhyText(Story story) {
        this.story = story;
    }

    static List<String> lines(Story story, Instant now) {
        WhyText text = new WhyText(story);
        Subject subject = story.subject();
        text.lines.add(
                subject.title()
                        + (subject instanceof Subject.Path ? ", seen from " : " in ")
                        + story.region().title()
                        + "  "
                        + subject.target().id());
        text.add("Now", SubjectText.now(subject));
        if (story.lines().isEmpty()) {
            text.add("Diagnosis", SubjectText.calm(subject));
        }
        story.lines().forEach(text::record);
        text.outlook(now);
        text.lines.add("");
        return text.lines;
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
                breaker(changed);
                evidence(changed.evidence());
                guards(changed.guards(), changed.to() == BreakerState.OPEN);
            }
            case JournalRecord.HandSet hand -> {
                add("By hand", at + line.sentence());
                if (!hand.planHash().isEmpty()) {
                    add("  plan", "@" + hand.planHash());
                }
                if (!hand.overrides().isEmpty()) {
                    add("  overruled", String.join("; ", hand.overrides()));
                }
                guards(hand.guards(), true);
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

    private void breaker(JournalRecord.BreakerChanged changed) {
        String times =
                changed.openings() > 1 ? ", opened " + changed.openings() + " times by now" : "";
        add(
                "  breaker",
                Words.of(changed.from())
                        + " -> "
                        + Words.of(changed.to())
                        + ", takes "
                        + changed.sharePercent()
                        + " % of the calls that would choose it"
                        + times);
        changed.services().forEach(this::shift);
    }

    /** What it changes for one service: who takes new calls, and on which rung. */
    private void shift(JournalRecord.ServiceShift shift) {
        String rungs =
                shift.rungBefore() == shift.rungAfter()
                        ? "stays on rung " + Words.of(shift.rungAfter())
                        : "rung "
                                + Words.of(shift.rungBefore())
                                + " -> "
                                + Words.of(shift.rungAfter());
        add(
                "  service",
                shift.service()
                        + " "
                        + shift.stage().text()
                        + ": "
                        + provider(shift.before())
                        + " -> "
                        + provider(shift.after())
                        + ", "
                        + rungs);
    }

    private String provider(@Nullable Target provider) {
        return provider == null ? "nobody" : story.providerTitle(provider);
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

    private void outlook(Instant now) {
        DecisionState.OpenDiagnosis open = story.open();
        if (open != null) {
            add("Holds for", Words.elapsed(open.since(), now));
        }
        pending();
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
        add("Rules", SubjectText.rules(story.subject(), agent.rules()));
        IncidentView incident = story.incident();
        if (incident != null && !incident.next().isEmpty()) {
            add("Next", incident.next());
        }
    }

    /** A decision that nobody has taken up yet. */
    private void pending() {
        DecisionState decided = story.decided();
        switch (story.subject()) {
            case Subject.Trunk trunk -> {
                DecisionState.Moved moved = decided.moved().get(trunk.target());
                if (moved != null && !moved.confirmed()) {
                    pending(moved.decisionId(), "is not confirmed by the routers yet.");
                }
            }
            case Subject.Provider provider -> {
                DecisionState.Breaker breaker = decided.breakers().get(provider.target());
                if (breaker != null && !breaker.applied()) {
                    pending(breaker.decisionId(), "has not been asked for by a worker yet.");
                }
            }
            case Subject.Path _, Subject.Service _, Subject.Dependency _ -> {}
        }
    }

    private void pending(String decisionId, String how) {
        add("Pending", "decision " + JournalSentences.number(decisionId) + " " + how);
    }

    private void add(String label, String text) {
        String first = Words.format("  %-" + LABEL + "s", label);
        lines.addAll(StatusText.indented(first, " ".repeat(LABEL + 2), text));
    }
}
