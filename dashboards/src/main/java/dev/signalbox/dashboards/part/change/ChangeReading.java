package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.part.change.ChangeModel.ApprovalRow;
import dev.signalbox.dashboards.part.change.ChangeModel.GuardRow;
import dev.signalbox.dashboards.part.change.ChangeModel.StageState;
import dev.signalbox.dashboards.part.change.ChangeModel.StageStep;
import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a change into what a screen shows of it. */
final class ChangeReading {

    private final Change change;
    private final Plan plan;
    private final FleetView view;
    private final Asker asker;
    private final Titles titles;
    private final Judged judged;

    ChangeReading(Change change, FleetView view, Asker asker) {
        this.change = change;
        this.plan = change.plan();
        this.view = view;
        this.asker = asker;
        this.titles = Titles.of(view);
        this.judged = Judged.last(change, view.fleet().lines());
    }

    ChangeModel model() {
        List<GuardRow> guards = guards();
        Map<Act, List<String>> gates = Gates.of(change, view.fleet().state(), asker);
        return new ChangeModel(
                change,
                ChangeModel.title(plan, titles),
                asked(),
                sign(guards),
                loud(),
                stays(),
                moves(),
                basis(),
                guards,
                guardSum(),
                new LoadReading(change, view, titles).rows(),
                approvals(),
                stages(),
                progress(),
                doors(),
                gates);
    }

    private String asked() {
        String number = change.id().isEmpty() ? "not kept" : ChangeModel.number(change.id());
        return "plan "
                + number
                + ", asked for by "
                + plan.by().name()
                + " at "
                + Times.clock(plan.madeAt())
                + " UTC: "
                + "\u201c"
                + plan.reason()
                + "\u201d";
    }

    private Sign sign(List<GuardRow> guards) {
        return switch (change.phase()) {
            case HELD -> Sign.MAJOR;
            case PROPOSED ->
                    silence()
                            ? Sign.CRITICAL
                            : guards.stream()
                                    .filter(row -> row.overruled().isEmpty())
                                    .map(GuardRow::sign)
                                    .max(Comparator.naturalOrder())
                                    .orElse(Sign.WELL);
            case RUNNING, COMPLETED -> silence() ? Sign.MAJOR : Sign.WELL;
            case UNDONE, DISCARDED -> Sign.WELL;
        };
    }

    /** Callers of something that was counted hear silence. */
    private boolean silence() {
        return counted().stream().anyMatch(Plan.Stay::silence);
    }

    private List<Plan.Stay> counted() {
        return plan.stays().stream().filter(stay -> !stay.statement()).toList();
    }

    private String loud() {
        if (change.phase() == Phase.UNDONE || change.phase() == Phase.DISCARDED) {
            return "";
        }
        List<Plan.Stay> stays = counted();
        String held = change.phase() == Phase.HELD ? "Held: " + sentence(change.detail()) : "";
        if (stays.isEmpty()) {
            return held;
        }
        String who = String.join(", ", stays.stream().map(Plan.Stay::title).toList());
        String words =
                Numbers.counted(
                                stays.size(),
                                "kind of calls has no lawful target",
                                "kinds of calls have no lawful target")
                        + ": "
                        + who
                        + ". "
                        + (silence()
                                ? "Their callers hear silence until the edge is back."
                                : "Their calls stay where they are.");
        return held.isEmpty() ? words : held + " " + words;
    }

    private static String sentence(String words) {
        return words.isEmpty() || words.endsWith(".") ? words : words + ".";
    }

    private List<String> stays() {
        return plan.stays().stream()
                .map(
                        stay ->
                                stay.title()
                                        + (stay.statement()
                                                ? ": "
                                                : ", about "
                                                        + perMinute(stay.callsPerMinute())
                                                        + " calls/min: ")
                                        + stay.reason())
                .toList();
    }

    private String moves() {
        if (plan.moves().isEmpty()) {
            return "Nothing moves.";
        }
        double sum = plan.moves().stream().mapToDouble(Plan.Move::callsPerMinute).sum();
        List<String> targets = new ArrayList<>();
        for (LoadReading.Flow flow : LoadReading.flows(plan)) {
            targets.add(
                    titles.of(flow.to())
                            + (sum <= 0
                                    ? ""
                                    : " ("
                                            + Math.round(100 * flow.callsPerMinute() / sum)
                                            + " %)"));
        }
        long services = plan.moves().stream().map(Plan.Move::service).distinct().count();
        boolean named = plan.moves().stream().allMatch(move -> move.service() != null);
        return perMinute(sum)
                + " calls/min"
                + (named ? " of " + Numbers.counted(services, "service", "services") : "")
                + " to "
                + String.join(" and ", targets)
                + ". "
                + (plan.liveCalls() == 0
                        ? "No live call is touched."
                        : Numbers.counted(plan.liveCalls(), "live call is", "live calls are")
                                + " left to end on their own.");
    }

    private String basis() {
        String way = sentence(plan.wayBack());
        String made = "Made from epoch " + plan.basis().epoch() + ". Way back: " + way;
        return change.phase() == Phase.PROPOSED && !change.id().isEmpty()
                ? made
                        + " "
                        + (change.expiresAt().isAfter(asker.now()) ? "Holds until " : "Over since ")
                        + Times.clock(change.expiresAt())
                        + " UTC."
                : made;
    }

    private List<GuardRow> guards() {
        return judged.guards().stream()
                .sorted(Comparator.comparing(GuardResult::verdict).reversed())
                .map(this::guard)
                .toList();
    }

    private GuardRow guard(GuardResult guard) {
        boolean blocks =
                guard.verdict() == GuardResult.Verdict.BLOCK
                        || guard.verdict() == GuardResult.Verdict.HARD;
        String overruled = "";
        for (FleetState.Overrule each : change.overrides()) {
            if (each.guard().equals(guard.guard())) {
                boolean holds = each.expiresAt().isAfter(asker.now());
                overruled =
                        (holds ? "overruled by " : "no longer overruled by ")
                                + each.person().name()
                                + ": \u201c"
                                + each.reason()
                                + "\u201d, "
                                + (holds ? "until " : "over at ")
                                + Times.clock(each.expiresAt())
                                + " UTC";
            }
        }
        return new GuardRow(
                guard.guard(),
                ChangeWords.sign(guard.verdict()),
                States.verdict(guard.verdict()),
                ChangeWords.guard(guard.guard()),
                guard.detail(),
                overruled,
                blocks ? Gates.override(change, guard, asker) : "",
                blocks);
    }

    private String guardSum() {
        List<String> parts = new ArrayList<>();
        for (GuardResult.Verdict verdict : GuardResult.Verdict.values()) {
            long count = judged.guards().stream().filter(g -> g.verdict() == verdict).count();
            if (count > 0) {
                parts.add(count + " " + States.verdict(verdict));
            }
        }
        if (!judged.when().isEmpty()) {
            parts.add(judged.when());
        }
        return String.join("  \u00b7  ", parts);
    }

    private List<ApprovalRow> approvals() {
        List<ApprovalRow> rows = new ArrayList<>();
        rows.add(
                new ApprovalRow(
                        plan.by().name(),
                        plan.by().role().text() + ", asked for it at " + clock(plan.madeAt()),
                        true));
        for (FleetState.Approval each : change.approvals()) {
            boolean holds = each.expiresAt().isAfter(asker.now());
            rows.add(
                    new ApprovalRow(
                            each.person().name(),
                            each.person().role().text()
                                    + ", approved at "
                                    + clock(each.at())
                                    + (change.phase() != Phase.PROPOSED
                                            ? ""
                                            : holds
                                                    ? ", until " + clock(each.expiresAt())
                                                    : ", over since " + clock(each.expiresAt())),
                            holds || change.phase() != Phase.PROPOSED));
        }
        int missing = plan.kind().peopleNeeded() - 1 - Gates.valid(change, asker).size();
        if (missing > 0 && change.phase() == Phase.PROPOSED && !change.id().isEmpty()) {
            rows.add(
                    new ApprovalRow(
                            "waiting", "for an approver who is not " + plan.by().name(), false));
        }
        return rows;
    }

    private static String clock(java.time.Instant at) {
        return Times.clock(at) + " UTC";
    }

    private List<StageStep> stages() {
        List<StageStep> steps = new ArrayList<>();
        for (int i = 0; i < plan.stagesPercent().size(); i++) {
            steps.add(new StageStep(plan.stagesPercent().get(i), stage(i)));
        }
        return steps;
    }

    private StageState stage(int index) {
        if (index < change.stage() || change.phase() == Phase.COMPLETED) {
            return StageState.VERIFIED;
        }
        if (index > change.stage() || change.phase() == Phase.UNDONE) {
            return StageState.AHEAD;
        }
        if (change.phase() == Phase.HELD) {
            return StageState.HELD;
        }
        return change.verified() ? StageState.VERIFIED : StageState.UNDER_WAY;
    }

    private String progress() {
        return switch (change.phase()) {
            case PROPOSED ->
                    plan.stagesPercent().getFirst() > 1 && plan.source().id().startsWith("region:")
                            ? "Each stage waits for calls that really arrive, and holds on a breach"
                                    + " of the target's health. No 1 % stage: the source is dead."
                            : "Each stage waits for calls that really arrive, and holds on a breach"
                                    + " of the target's health.";
            case RUNNING, HELD -> underWay();
            case COMPLETED, UNDONE, DISCARDED ->
                    capital(ChangeWords.phase(change.phase())) + ": " + sentence(change.detail());
        };
    }

    private String underWay() {
        if (change.stage() < 0) {
            return "The first stage is being decided.";
        }
        int percent = plan.stagesPercent().get(change.stage());
        String stage =
                "Stage "
                        + (change.stage() + 1)
                        + " of "
                        + plan.stagesPercent().size()
                        + ", "
                        + percent
                        + " %, decided at "
                        + clock(change.stageAt())
                        + ". ";
        if (!change.verified()) {
            return stage
                    + (change.phase() == Phase.HELD
                            ? "Held before calls were seen where they were sent."
                            : "Waiting for calls to be seen where they were sent.");
        }
        return stage + sentence(verified());
    }

    private String verified() {
        String said = "Calls arrive";
        for (FleetLine line : view.fleet().lines()) {
            if (line.record() instanceof FleetRecord.StageVerified done
                    && done.planId().equals(change.id())
                    && done.stage() == change.stage()) {
                said = done.sentence();
            }
        }
        return said;
    }

    private String doors() {
        if (change.phase() != Phase.RUNNING && change.phase() != Phase.HELD) {
            return "";
        }
        List<String> problems = new ArrayList<>();
        view.fleet()
                .state()
                .doors()
                .forEach(
                        (name, door) -> {
                            if (!door.problem().isEmpty()) {
                                problems.add(
                                        "The front door of "
                                                + titles.region(name)
                                                + " does not take it: "
                                                + sentence(door.problem()));
                            }
                        });
        return String.join(" ", problems);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String perMinute(double callsPerMinute) {
        return String.format(
                Locale.ROOT,
                callsPerMinute > 0 && callsPerMinute < 10 ? "%.1f" : "%,.0f",
                callsPerMinute);
    }
}
