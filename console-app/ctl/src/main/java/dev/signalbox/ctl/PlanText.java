package dev.signalbox.ctl;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan and what became of it, as lines: who may not move first, then moves, guards, stages. */
final class PlanText {

    private static final int DETAIL = 30;

    private PlanText() {}

    /** The plan itself. */
    static List<String> lines(Plan plan) {
        return lines(plan, "Guards");
    }

    private static List<String> lines(Plan plan, String guards) {
        List<String> lines = new ArrayList<>();
        lines.add(title(plan) + ", asked for by " + plan.by().name() + ": " + plan.reason());
        for (Plan.Stay stay : plan.stays()) {
            wrapped(
                    lines,
                    stay.silence() && !stay.statement() ? "  !! " : "  -- ",
                    Words.format(
                            "%s stays%s: %s",
                            stay.title(),
                            stay.statement()
                                    ? ""
                                    : Words.format(
                                            " (about %.0f calls/min)", stay.callsPerMinute()),
                            stay.reason()));
        }
        for (Plan.Move move : plan.moves()) {
            String service = move.service();
            lines.add(
                    Words.format(
                            "  -> %-12s %3d %% to %s (%.1f calls/min)",
                            service == null ? "all" : service,
                            move.percent(),
                            move.to().id(),
                            move.callsPerMinute()));
        }
        for (Plan.Load load : plan.loads()) {
            lines.add(
                    Words.format(
                            "     %-12s %.1f calls/min now, %.1f after; %s",
                            load.title(),
                            load.callsPerMinuteBefore(),
                            load.callsPerMinuteAfter(),
                            detail(load)));
        }
        lines.add("  live calls: " + plan.liveCalls() + ", left to end on their own");
        lines.add("  stages: " + stages(plan.stagesPercent()) + "; way back: " + plan.wayBack());
        lines.add(guards);
        plan.guards().forEach(guard -> lines.addAll(guard(guard)));
        return lines;
    }

    /** Says its percents itself; that of a record of an earlier version does not. */
    private static String detail(Plan.Load load) {
        Double ratio = load.capacityRatio();
        return ratio == null || !load.detail().startsWith("of ")
                ? load.detail()
                : Words.percent(ratio) + " " + load.detail();
    }

    /** What became of a plan. */
    static List<String> lines(FleetState.Change change) {
        List<String> lines = new ArrayList<>();
        lines.add(
                PlanRef.text(change.id(), change.hash())
                        + "  "
                        + change.phase().text()
                        + (change.detail().isEmpty() ? "" : ": " + change.detail()));
        lines.addAll(
                lines(
                        change.plan(),
                        change.phase() == Phase.PROPOSED
                                ? "Guards"
                                : "Guards, as it was planned; what they said at the start and"
                                        + " before each stage is in the journal"));
        lines.add("Approvals");
        lines.add("  asked for by " + change.plan().by().name());
        for (FleetState.Approval approval : change.approvals()) {
            lines.add(
                    "  approved by "
                            + approval.person().name()
                            + " ("
                            + approval.person().role().text()
                            + ") at "
                            + JournalSentences.clock(approval.at())
                            + ", until "
                            + JournalSentences.clock(approval.expiresAt()));
        }
        int missing = change.plan().kind().peopleNeeded() - 1 - change.approvals().size();
        if (missing > 0 && !change.phase().over()) {
            lines.add("  " + missing + " more needed, by somebody else");
        }
        for (FleetState.Overrule overrule : change.overrides()) {
            lines.add(
                    "  guard "
                            + Words.name(overrule.guard())
                            + " overruled by "
                            + overrule.person().name()
                            + ": "
                            + overrule.reason());
        }
        if (change.stage() >= 0) {
            lines.add(
                    "Stage "
                            + (change.stage() + 1)
                            + " of "
                            + change.plan().stagesPercent().size()
                            + " ("
                            + change.plan().stagesPercent().get(change.stage())
                            + " %) since "
                            + JournalSentences.clock(change.stageAt())
                            + (change.verified()
                                    ? ", calls arrive"
                                    : change.phase() == Phase.RUNNING
                                            ? ", waits for calls to arrive"
                                            : ", no calls were seen to arrive"));
        }
        return lines;
    }

    /** {@code evacuate region:eu-central}: the target says what it is. */
    static String title(Plan plan) {
        String verb =
                switch (plan.kind()) {
                    case FAILOVER_TRUNK, FAILOVER_PROVIDER -> "failover";
                    case RETURN_TRUNK, RETURN_PROVIDER, RETURN_REGION -> "return";
                    case DRAIN_REGION -> "drain";
                    case EVACUATE_REGION -> "evacuate";
                };
        return verb + " " + plan.source().id();
    }

    private static String stages(List<Integer> percents) {
        return percents.stream().map(p -> p + " %").collect(Collectors.joining(", "));
    }

    private static List<String> guard(GuardResult guard) {
        String prefix =
                Words.format("  %-5s %-21s ", Words.of(guard.verdict()), Words.name(guard.guard()));
        return StatusText.indented(prefix, " ".repeat(DETAIL), guard.detail());
    }

    private static void wrapped(List<String> lines, String prefix, String text) {
        lines.addAll(StatusText.indented(prefix, " ".repeat(prefix.length()), text));
    }
}
