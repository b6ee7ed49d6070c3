package dev.signalbox.model.fleet;

import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.Headlines.Statement;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is to be said of the fleet as a whole: lost regions, changes under way, the quorum. */
final class FleetHeadlines {

    /** Counts of callers are of the last minute. */
    private static final Duration MISSED_TERM = Duration.ofMinutes(1);

    private final FleetDecisions fleet;
    private final UnaryOperator<String> title;
    private final FleetSentences words;
    private final Situation situation;
    private final DeadEnds ends;
    private final Instant at;

    FleetHeadlines(FleetDecisions fleet, List<RegionEntry> regions, Instant at) {
        this.fleet = fleet;
        this.at = at;
        this.title = Situation.titles(regions, fleet);
        this.situation = new Situation(fleet.state(), title, at);
        this.ends = new DeadEnds(fleet.state());
        this.words = new FleetSentences(title, UnaryOperator.identity());
    }

    /** Lost regions first: nothing is worse. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        fleet.state().verdicts().forEach((region, judged) -> region(region, judged, statements));
        ends.all().forEach(end -> deadEnd(end, statements));
        situation.away().stream()
                .filter(region -> ends.of(region).isEmpty())
                .forEach(region -> away(region, statements));
        quorum(statements);
        doors(statements);
        for (Change change : fleet.state().changes().values()) {
            change(change, statements);
        }
        FleetState.Brake brake = fleet.state().brake();
        if (brake != null) {
            String stopped = "utomation of the whole fleet is stopped by " + brake.person().name();
            statements.add(
                    new Statement(
                            Severity.MINOR,
                            "A" + stopped + " since " + JournalSentences.clock(brake.since()) + ".",
                            Headlines.join(
                                    brake.reason(),
                                    "Nothing moves by itself until it is released."),
                            "a" + stopped));
        }
        return statements;
    }

    /**
     * Regions that take calls again since less than a minute: callers whom nobody took are in no
     * count of that minute. Empty when there are none.
     */
    String missed() {
        Map<String, RegionVerdict> before = new HashMap<>();
        SortedMap<String, Instant> back = new TreeMap<>();
        for (FleetLine line : fleet.lines()) {
            if (line.record() instanceof FleetRecord.RegionJudged judged) {
                boolean wasLost =
                        before.put(judged.region(), judged.verdict()) == RegionVerdict.LOST;
                back.remove(judged.region());
                if (wasLost
                        && judged.verdict() == RegionVerdict.PRESENT
                        && judged.at().plus(MISSED_TERM).isAfter(at)) {
                    back.put(judged.region(), judged.at());
                }
            }
        }
        List<String> words = new ArrayList<>();
        back.forEach(
                (region, since) ->
                        words.add(
                                title.apply(region)
                                        + "'s edge takes calls again since "
                                        + JournalSentences.clock(since)
                                        + "; callers whom it did not take before are in no count."));
        return String.join(" ", words);
    }

    private void region(String region, FleetState.Judged judged, List<Statement> statements) {
        String name = title.apply(region);
        switch (judged.verdict()) {
            case LOST -> lost(region, judged, statements);
            case ISOLATED ->
                    statements.add(
                            new Statement(
                                    Severity.MAJOR,
                                    name
                                            + " is cut off from the other regions: its carriers"
                                            + " still deliver calls there.",
                                    Headlines.join(
                                            judged.sentence(),
                                            "Its agent goes on by itself; no call is moved away."),
                                    name + " is cut off from the other regions"));
            case PRESENT -> {}
        }
    }

    private void lost(String region, FleetState.Judged judged, List<Statement> statements) {
        String name = title.apply(region);
        String what = name + "'s edge takes no calls";
        Change change = situation.leaving(region);
        SortedSet<String> targets = situation.targets(region);
        String done;
        if (!targets.isEmpty() && targets.stream().allMatch(this::isLost)) {
            done =
                    "Its new callers reach nobody: they are sent to "
                            + names(targets)
                            + ", which takes none either.";
        } else if (change == null && ends.hurts(region)) {
            done =
                    "Its new callers reach nobody. First take back what others send there, then"
                            + " plan its evacuation.";
        } else if (change == null) {
            done = "Its new callers reach nobody. Nothing has moved: plan its evacuation.";
        } else if (change.phase() == Phase.COMPLETED) {
            List<String> silent = Situation.silent(change);
            done = "Its new calls go to " + names(targets) + ".";
            if (!silent.isEmpty()) {
                done = done + " Callers of " + FleetSentences.list(silent) + " hear silence.";
            }
        } else if (targets.isEmpty()) {
            done = "Its new callers reach nobody. Its evacuation waits for its first stage.";
        } else {
            done = percent(change) + " % of what may move goes to " + names(targets) + ".";
        }
        String since = "Lost since " + JournalSentences.clock(judged.since()) + ".";
        statements.add(
                new Statement(
                        Situation.lost(fleet.state(), region),
                        Headlines.join(what, done),
                        Headlines.join(judged.sentence(), since),
                        what));
    }

    private boolean isLost(String region) {
        return fleet.state().verdict(region) == RegionVerdict.LOST;
    }

    /** A region whose calls are sent to one that takes none. */
    private void deadEnd(DeadEnds.DeadEnd end, List<Statement> statements) {
        if (isLost(end.region())) {
            return;
        }
        String name = title.apply(end.region());
        String what =
                end.percent()
                        + " % of "
                        + name
                        + "'s new calls that may move go to "
                        + title.apply(end.target())
                        + "'s dead edge";
        Change under = end.under();
        String thing =
                under == null ? "" : brief(words.title(under.plan().kind(), under.plan().source()));
        String remedy =
                switch (ends.remedy(end)) {
                    case UNDO -> "Undo the " + thing + ", at once.";
                    case GO_ON -> "The " + thing + " takes them home: let it go on.";
                    case RETURN -> "Plan the return of " + name + ": all goes home at once.";
                    case NONE -> "";
                };
        statements.add(
                new Statement(
                        Severity.CRITICAL,
                        Headlines.join(what + " and reach nobody", remedy),
                        "",
                        what));
    }

    /** A region that takes calls, and does not get those of its numbers. */
    private void away(String region, List<Statement> statements) {
        String name = title.apply(region);
        String targets = names(situation.targets(region));
        Change change = situation.leaving(region);
        boolean drained = change != null && change.plan().kind() == PlanKind.DRAIN_REGION;
        String what =
                drained
                        ? name + " is drained: new calls of its numbers go to " + targets
                        : name + " is back, and new calls of its numbers still go to " + targets;
        Change undone = change == null ? null : undoneReturn(region, change);
        String by =
                undone != null
                        ? words.title(undone.plan().kind(), undone.plan().source())
                                + " by "
                                + undone.plan().by().name()
                                + " was undone"
                        : change == null
                                ? ""
                                : words.title(change.plan().kind(), change.plan().source())
                                        + " by "
                                        + change.plan().by().name()
                                        + ", done "
                                        + JournalSentences.clock(change.stageAt())
                                        + (change.plan().reason().isBlank()
                                                ? ""
                                                : ": " + change.plan().reason());
        statements.add(
                new Statement(
                        Severity.MINOR,
                        what + ".",
                        Headlines.join(by, "Plan its return when it shall have them again."),
                        what));
    }

    /** A return that was begun after {@code left} and taken back; null when there is none. */
    private @Nullable Change undoneReturn(String region, Change left) {
        return fleet.state().changes().values().stream()
                .filter(c -> c.phase() == Phase.UNDONE && c.plan().kind().back())
                .filter(c -> c.plan().source().equals(new Target.Region(region)))
                .filter(c -> c.stageAt().isAfter(left.stageAt()))
                .max(Comparator.comparing(Change::stageAt))
                .orElse(null);
    }

    private String names(SortedSet<String> regions) {
        return FleetSentences.list(regions.stream().map(title).toList());
    }

    private void quorum(List<Statement> statements) {
        FleetStanding standing = fleet.standing();
        if (standing == null || standing.quorum()) {
            return;
        }
        List<String> missing =
                standing.members().stream()
                        .filter(member -> !member.reachable())
                        .map(member -> title.apply(member.region()))
                        .toList();
        String what = "The agents have no majority: nothing is decided between regions";
        statements.add(
                new Statement(
                        Severity.MAJOR,
                        what + ".",
                        Headlines.join(
                                missing.isEmpty()
                                        ? ""
                                        : "Not in touch with " + FleetSentences.list(missing),
                                "Routes stay as they are; inside a region its agent goes on."),
                        brief(what)));
    }

    private void doors(List<Statement> statements) {
        fleet.state()
                .doors()
                .forEach(
                        (region, door) -> {
                            if (!door.problem().isEmpty()) {
                                String what =
                                        "The front door of "
                                                + title.apply(region)
                                                + " does not take its routes";
                                statements.add(
                                        new Statement(
                                                Severity.MAJOR,
                                                what + ": its calls go where they went before.",
                                                Headlines.join(
                                                        door.problem(), "It is tried again."),
                                                brief(what)));
                            }
                        });
    }

    private void change(Change change, List<Statement> statements) {
        String thing = words.title(change.plan().kind(), change.plan().source());
        switch (change.phase()) {
            case RUNNING -> {
                String what = thing + " is under way at " + percent(change) + " %";
                String stage =
                        change.stage() < 0
                                ? "Its first stage follows."
                                : "Stage "
                                        + (change.stage() + 1)
                                        + " of "
                                        + change.plan().stagesPercent().size()
                                        + (change.verified()
                                                ? " is verified."
                                                : " waits for calls to arrive.");
                statements.add(new Statement(Severity.MINOR, what + ".", stage, brief(what)));
            }
            case HELD -> {
                String what = thing + " is held at " + percent(change) + " %";
                statements.add(
                        new Statement(
                                Severity.MAJOR,
                                what + ".",
                                Headlines.join(change.detail(), next(change)),
                                brief(what)));
            }
            case PROPOSED -> proposed(change, statements);
            case COMPLETED, UNDONE, DISCARDED -> {}
        }
    }

    /** Nobody lets a change go on into a region that is lost. */
    private String next(Change change) {
        SortedSet<String> lost = DeadEnds.ahead(change, fleet.state());
        return lost.isEmpty()
                ? "Let it go on, or undo it."
                : "Undo it: it cannot go on while " + names(lost) + " takes no calls.";
    }

    private void proposed(Change change, List<Statement> statements) {
        if (!situation.waits(change)) {
            return;
        }
        PlanKind kind = change.plan().kind();
        boolean approved =
                change.approvals().stream().filter(a -> at.isBefore(a.expiresAt())).count() + 1
                        >= kind.peopleNeeded();
        String by = change.plan().by().name();
        String aim = words.aim(kind, change.plan().source());
        String what =
                "A plan of "
                        + by
                        + " to "
                        + aim
                        + (approved ? " waits to be started" : " waits for a second person");
        statements.add(
                new Statement(
                        Severity.MINOR,
                        what + ".",
                        Headlines.join(
                                change.plan().reason(),
                                "Its time is over at "
                                        + JournalSentences.clock(change.expiresAt())),
                        brief(what)));
    }

    private static int percent(Change change) {
        return change.stage() < 0 ? 0 : change.plan().stagesPercent().get(change.stage());
    }

    /** Common words lose their capital in the middle of a sentence. */
    private static String brief(String what) {
        return Character.toLowerCase(what.charAt(0)) + what.substring(1);
    }
}
