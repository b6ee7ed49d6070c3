package dev.signalbox.model.quorum;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fleet records in plain words, one line each, as console, {@code ctl} and the route log show them.
 * The line does not begin with the record's own time: a table has a column for it.
 */
public final class FleetSentences {

    /** Names and reasons come from people, some of them strangers. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029]+");

    private final UnaryOperator<String> regionTitle;
    private final UnaryOperator<String> serviceTitle;

    /**
     * @param regionTitle from a region's name to the name people use; the name itself where none is
     *     known
     * @param serviceTitle the same for services
     */
    public FleetSentences(UnaryOperator<String> regionTitle, UnaryOperator<String> serviceTitle) {
        this.regionTitle = regionTitle;
        this.serviceTitle = serviceTitle;
    }

    /** What a plan is for: {@code evacuate Frankfurt}. */
    public String aim(PlanKind kind, Target source) {
        return kind.verb() + " " + name(source);
    }

    /** The same as a thing: {@code Evacuation of Frankfurt}. */
    public String title(PlanKind kind, Target source) {
        String what = name(source);
        return switch (kind) {
            case FAILOVER_TRUNK, FAILOVER_PROVIDER -> "Failover from " + what;
            case RETURN_TRUNK, RETURN_PROVIDER, RETURN_REGION -> "Return of " + what;
            case DRAIN_REGION -> "Drain of " + what;
            case EVACUATE_REGION -> "Evacuation of " + what;
        };
    }

    /** The record as one line that ends with a full stop, whatever characters a name holds. */
    public String sentence(FleetRecord record) {
        return BREAKS.matcher(words(record)).replaceAll(" ");
    }

    private String words(FleetRecord record) {
        return switch (record) {
            case FleetRecord.MemberStarted started ->
                    "Agent of "
                            + region(started.region())
                            + " started, version "
                            + started.version()
                            + ".";
            case FleetRecord.WordSaid said -> said(said.word());
            case FleetRecord.RegionJudged judged -> judged(judged);
            case FleetRecord.PlanMade made -> made(made.plan());
            case FleetRecord.PlanApproved approved ->
                    approved.person().name()
                            + " approves plan "
                            + number(approved.planId())
                            + " until "
                            + JournalSentences.clock(approved.expiresAt())
                            + ".";
            case FleetRecord.GuardOverridden overridden ->
                    overridden.person().name()
                            + " overrules guard "
                            + overridden.guard()
                            + " of plan "
                            + number(overridden.planId())
                            + " until "
                            + JournalSentences.clock(overridden.expiresAt())
                            + because(overridden.reason());
            case FleetRecord.ChangeStarted started ->
                    started.person().name() + " starts plan " + number(started.planId()) + ".";
            case FleetRecord.StageDecided decided -> decided(decided);
            case FleetRecord.StageVerified verified -> verified(verified);
            case FleetRecord.ChangeHeld held ->
                    "Plan "
                            + number(held.planId())
                            + " is held"
                            + by(held)
                            + because(held.reason());
            case FleetRecord.ChangeResumed resumed ->
                    resumed.person().name() + " lets plan " + number(resumed.planId()) + " go on.";
            case FleetRecord.ChangeCompleted completed ->
                    "Plan "
                            + number(completed.planId())
                            + " is done"
                            + because(completed.sentence());
            case FleetRecord.ChangeUndone undone -> undone(undone);
            case FleetRecord.PlanDiscarded discarded ->
                    "Plan "
                            + number(discarded.planId())
                            + " is dropped"
                            + by(discarded.person())
                            + because(discarded.reason());
            case FleetRecord.DoorSet set -> set(set);
            case FleetRecord.DoorFailed failed ->
                    "The front door of "
                            + region(failed.door())
                            + " does not take epoch "
                            + failed.epoch()
                            + ", it will be tried again"
                            + because(failed.reason());
            case FleetRecord.WriterNamed named -> named(named);
            case FleetRecord.PinSet pin ->
                    pin.person().name()
                            + " keeps automation away from "
                            + name(pin.target())
                            + " until "
                            + JournalSentences.clock(pin.expiresAt())
                            + because(pin.reason());
            case FleetRecord.PinReleased pin ->
                    pin.person().name()
                            + " lets automation touch "
                            + name(pin.target())
                            + " again.";
            case FleetRecord.BrakeSet brake ->
                    "Automation of the whole fleet stopped by "
                            + brake.person().name()
                            + because(brake.reason());
            case FleetRecord.BrakeReleased brake ->
                    "Automation of the whole fleet released by "
                            + brake.person().name()
                            + because(brake.reason());
            case FleetRecord.AttemptRefused refused ->
                    "Refused to "
                            + (refused.who().isBlank() ? "somebody unknown" : refused.who())
                            + because(asked(refused.what()))
                            + (refused.sentence().isBlank() ? "" : " " + stop(refused.sentence()));
        };
    }

    /** What was asked for: records of refused connections have the contract's name of it. */
    private static String asked(String what) {
        return switch (what) {
            case "Watch" -> "watching";
            case "ReadJournal" -> "reading journals";
            case "VerifyJournal" -> "verifying a journal";
            case "ReadCalls" -> "reading calls";
            case "ListJournals" -> "listing journals";
            case "ReadRecording" -> "reading a recording";
            case "SetBrake" -> "setting or releasing a brake";
            case "SetPin" -> "setting or releasing a pin";
            case "MakePlan" -> "making a plan";
            case "ChangePlan" -> "a step of a plan";
            default -> what;
        };
    }

    /** Where the calls of doors that {@code after} changes go: for decisions and previews. */
    public String routes(FleetTable before, FleetTable after) {
        SortedSet<String> doors = new TreeSet<>(before.doors().keySet());
        doors.addAll(after.doors().keySet());
        List<String> parts = new ArrayList<>();
        for (String door : doors) {
            if (!before.door(door).equals(after.door(door))) {
                parts.add(door(door, before, after));
            }
        }
        return parts.isEmpty() ? "every call stays where it is" : String.join("; ", parts);
    }

    /** A number of names in a row: {@code Dublin, Ashburn and its carriers}. */
    public static String list(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    private String door(String door, FleetTable before, FleetTable after) {
        SortedSet<String> services = new TreeSet<>(before.door(door).keySet());
        services.addAll(after.door(door).keySet());
        services.removeIf(s -> before.shares(door, s).equals(after.shares(door, s)));
        // Services that go the same way are said once.
        List<String> ways = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        for (String service : services) {
            String way = way(door, after.shares(door, service));
            int known = ways.indexOf(way);
            if (known < 0) {
                ways.add(way);
                names.add(new ArrayList<>());
                known = ways.size() - 1;
            }
            names.get(known).add(serviceTitle.apply(service));
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            parts.add(
                    list(names.get(i))
                            + (names.get(i).size() == 1 ? " goes " : " go ")
                            + ways.get(i));
        }
        return "of " + region(door) + "'s new calls " + String.join(", ", parts);
    }

    private String way(String door, Map<String, Integer> shares) {
        if (shares.getOrDefault(door, 0) == 100) {
            return "home";
        }
        return list(
                shares.entrySet().stream()
                        .filter(share -> !share.getKey().equals(door))
                        .map(share -> share.getValue() + " % to " + region(share.getKey()))
                        .toList());
    }

    private String said(Word word) {
        String about = region(word.about());
        String who =
                switch (word.view()) {
                    case OWN -> about + "'s own agent";
                    case PEER -> region(word.observer());
                    case CARRIER ->
                            word.observer().equals(word.about())
                                    ? about + "'s carriers"
                                    : "Carriers at " + region(word.observer()) + "'s front door";
                };
        boolean several = word.view() == Word.View.CARRIER;
        String what =
                switch (word.reach()) {
                    case ANSWERS -> (several ? " reach " : " reaches ") + about + "'s edge";
                    case SILENT ->
                            (several ? " do not reach " : " does not reach ") + about + "'s edge";
                    case UNKNOWN ->
                            (several ? " do not tell" : " does not tell")
                                    + " any more whether "
                                    + about
                                    + "'s edge answers";
                };
        return who + what + because(word.sentence());
    }

    private String judged(FleetRecord.RegionJudged judged) {
        if (!judged.sentence().isBlank()) {
            return stop(judged.sentence());
        }
        String region = region(judged.region());
        return switch (judged.verdict()) {
            case PRESENT -> region + " is present again.";
            case LOST -> region + "'s edge takes no calls.";
            case ISOLATED -> region + " is cut off from the other regions; nothing moves.";
        };
    }

    private String made(Plan plan) {
        List<String> stays = plan.stays().stream().map(Plan.Stay::title).toList();
        String targets =
                list(plan.moves().stream().map(move -> name(move.to())).distinct().toList());
        return plan.by().name()
                + " plans to "
                + aim(plan.kind(), plan.source())
                + (targets.isEmpty() || plan.kind().back() ? "" : " to " + targets)
                + because(plan.reason())
                + (stays.isEmpty() ? "" : " What may not move: " + list(stays) + ".");
    }

    private String decided(FleetRecord.StageDecided decided) {
        return "Decided: stage "
                + (decided.stage() + 1)
                + " of plan "
                + number(decided.planId())
                + ", "
                + decided.percent()
                + " % of the way: "
                + routes(decided.before(), decided.after())
                + " (epoch "
                + decided.after().epoch()
                + ").";
    }

    private static String verified(FleetRecord.StageVerified verified) {
        return "Stage "
                + (verified.stage() + 1)
                + " of plan "
                + number(verified.planId())
                + " is verified"
                + (verified.sentence().isBlank()
                        ? ": "
                                + verified.arrivals()
                                + (verified.arrivals() == 1 ? " call" : " calls")
                                + " arrived, "
                                + verified.failed()
                                + " failed."
                        : because(verified.sentence()));
    }

    private String undone(FleetRecord.ChangeUndone undone) {
        return undone.person().name()
                + " takes plan "
                + number(undone.planId())
                + " back"
                + because(undone.reason())
                + " Decided: "
                + routes(undone.before(), undone.after())
                + " (epoch "
                + undone.after().epoch()
                + ").";
    }

    private String set(FleetRecord.DoorSet set) {
        String by = set.writer().equals(set.door()) ? "" : ", set by " + region(set.writer());
        return "The front door of "
                + region(set.door())
                + " holds epoch "
                + set.epoch()
                + by
                + ", read back after "
                + millis(set.tookMillis())
                + ".";
    }

    private String named(FleetRecord.WriterNamed named) {
        String who = named.writer().equals(named.door()) ? "its own agent" : region(named.writer());
        return "The front door of "
                + region(named.door())
                + " is set by "
                + who
                + " from now on"
                + because(named.reason());
    }

    private String name(Target target) {
        return switch (target) {
            case Target.Region region -> region(region.name());
            case Target.Service service -> serviceTitle.apply(service.name());
            case Target.Trunk trunk -> trunk.carrier() + " in " + region(trunk.region());
            case Target.Path path -> region(path.from()) + " to " + region(path.to());
            case Target.Carrier _, Target.Provider _, Target.Dependency _ ->
                    new JournalSentences(UnaryOperator.identity()).name(target);
        };
    }

    private String region(String name) {
        return regionTitle.apply(name);
    }

    private static String by(FleetRecord.ChangeHeld held) {
        return held.person() == null ? " by itself" : by(held.person());
    }

    private static String by(@Nullable Person person) {
        return person == null ? "" : " by " + person.name();
    }

    private static String number(String id) {
        return JournalSentences.number(id);
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "." : ": " + stop(reason);
    }

    private static String stop(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0
                ? stripped
                : stripped + ".";
    }

    private static String millis(double millis) {
        return millis < 10
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : Math.round(millis) + " ms";
    }
}
