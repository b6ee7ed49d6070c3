package dev.signalbox.model.journal;

import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Journal records in plain words, one line each. The line does not begin with the record's own
 * time: a table has a column for it ({@link #clock}).
 */
public final class JournalSentences {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final UnaryOperator<String> carrierTitle;

    /**
     * @param carrierTitle from a carrier's name to the name people use; the name itself where none
     *     is known
     */
    public JournalSentences(UnaryOperator<String> carrierTitle) {
        this.carrierTitle = carrierTitle;
    }

    /** A time as people read it: {@code 03:12:44 UTC}. */
    public static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** A decision's id as people say it: the last part, {@code #12}. */
    public static String number(String id) {
        return "#" + id.substring(id.lastIndexOf('/') + 1);
    }

    /** The record as one sentence that ends with a full stop. */
    public String sentence(JournalRecord record) {
        return switch (record) {
            case JournalRecord.AgentStarted started -> started(started);
            case JournalRecord.DiagnosisOpened opened ->
                    about(
                            opened.target(),
                            opened.sentence().isBlank()
                                    ? verdict(opened.code()) + "."
                                    : opened.sentence());
            case JournalRecord.DiagnosisClosed closed ->
                    about(
                            closed.target(),
                            closed.sentence().isBlank()
                                    ? "Over: " + verdict(closed.code()) + "."
                                    : closed.sentence());
            case JournalRecord.MoveDecided decided -> decided(decided);
            case JournalRecord.MoveApplied applied ->
                    "Routers confirm decision "
                            + number(applied.decisionId())
                            + " after "
                            + millis(applied.tookMillis())
                            + ": "
                            + shares(applied.readBack())
                            + ".";
            case JournalRecord.MoveFailed failed ->
                    "Router "
                            + failed.router()
                            + " did not take "
                            + decision(failed.decisionId())
                            + ", it will be tried again: "
                            + stop(failed.reason());
            case JournalRecord.MoveRefused refused -> refused(refused);
            case JournalRecord.RouteReasserted again ->
                    "Router "
                            + again.router()
                            + " was set to "
                            + decision(again.decisionId())
                            + " again: "
                            + stop(again.reason());
            case JournalRecord.BreakerChanged changed -> changed(changed);
            case JournalRecord.BreakerApplied applied ->
                    "Workers follow decision "
                            + number(applied.decisionId())
                            + " after "
                            + millis(applied.tookMillis())
                            + ".";
            case JournalRecord.HandSet hand ->
                    stop(hand.sentence())
                            + " Asked for by "
                            + hand.person().name()
                            + ": "
                            + stop(hand.reason());
            case JournalRecord.BrakeSet set ->
                    "Automation stopped by " + set.by() + ": " + stop(set.reason());
            case JournalRecord.BrakeReleased released ->
                    released.reason() == null || released.reason().isBlank()
                            ? "Automation released by " + released.by() + "."
                            : "Automation released by "
                                    + released.by()
                                    + ": "
                                    + stop(released.reason());
        };
    }

    /** A trunk as people say it: {@code Northwind in eu-central}. */
    public String trunk(Target.Trunk trunk) {
        return carrierTitle.apply(trunk.carrier()) + " in " + trunk.region();
    }

    /** Anything that is watched, as people say it. */
    public String name(Target target) {
        return switch (target) {
            case Target.Trunk trunk -> trunk(trunk);
            case Target.Region region -> region.name();
            case Target.Carrier carrier -> carrierTitle.apply(carrier.name());
            case Target.Provider provider ->
                    provider.name() + " (" + provider.stage() + ", " + provider.modelRegion() + ")";
            case Target.Path path -> path.from() + " to " + path.to();
            case Target.Dependency dependency -> dependency.name();
            case Target.Service service -> service.name();
        };
    }

    /** The carriers of trunks of one region: {@code Meridian and Southwind}. */
    public String carriers(List<Target.Trunk> trunks) {
        List<String> titles =
                trunks.stream().map(trunk -> carrierTitle.apply(trunk.carrier())).toList();
        if (titles.size() < 2) {
            return String.join("", titles);
        }
        return String.join(", ", titles.subList(0, titles.size() - 1)) + " and " + titles.getLast();
    }

    /** What a table holds: {@code Northwind in eu-central 0 % (epoch 3)}. */
    public String shares(RouteTable table) {
        String shares =
                table.sharePercents().entrySet().stream()
                        .map(share -> trunk(share.getKey()) + " " + share.getValue() + " %")
                        .collect(Collectors.joining(", "));
        return (shares.isEmpty() ? "every trunk at its usual share" : shares)
                + " (epoch "
                + table.epoch()
                + ")";
    }

    /** A verdict in a few words, to follow the name of what it is about. */
    public static String verdict(DiagnosisCode code) {
        return switch (code) {
            case TRUNK_NOT_ANSWERING -> "does not answer new calls";
            case TRUNK_REJECTING -> "rejects new calls";
            case INBOUND_STARVED -> "brings no calls";
            case PATH_POOR -> "media suffers";
            case PATH_DOWN -> "nothing comes through";
            case PROVIDER_FAILING -> "fails";
            case PROVIDER_OVER_QUOTA -> "is over quota";
            case PROVIDER_SLOW -> "answers late";
            case DEPENDENCY_FAILING -> "fails";
            case CALLERS_MISUNDERSTOOD -> "misunderstands its callers";
            case CALLERS_HEAR_SILENCE -> "leaves its callers in silence";
        };
    }

    private static String started(JournalRecord.AgentStarted started) {
        String text = "Agent of " + started.region() + " started, version " + started.version();
        return started.unsealedRecords() == 0
                ? text + "."
                : text
                        + "; "
                        + started.unsealedRecords()
                        + (started.unsealedRecords() == 1 ? " record" : " records")
                        + " written just before it last ended kept.";
    }

    private String decided(JournalRecord.MoveDecided decided) {
        String trunk = trunk(decided.target());
        int percent = decided.after().sharePercent(decided.target());
        String epoch = " (epoch " + decided.after().epoch() + ").";
        if (!decided.sentence().isBlank()) {
            String own = about(decided.target(), decided.sentence());
            String words = own.startsWith("New calls") ? "n" + own.substring(1) : own;
            return "Decided: " + words.substring(0, words.length() - 1) + epoch;
        }
        return switch (decided.kind()) {
            case EXCLUDE ->
                    "Decided: new calls leave "
                            + trunk
                            + (decided.to().isEmpty() ? "" : " for " + carriers(decided.to()))
                            + epoch;
            case RETURN_STAGE ->
                    "Decided: "
                            + trunk
                            + " gets "
                            + percent
                            + " % of its usual new calls, on trial"
                            + epoch;
            case RETURN_COMPLETE ->
                    "Decided: " + trunk + " gets all its usual new calls again" + epoch;
        };
    }

    private String changed(JournalRecord.BreakerChanged changed) {
        if (!changed.sentence().isBlank()) {
            String own = about(changed.target(), changed.sentence());
            boolean name = !own.startsWith("New calls") && !own.startsWith("One call");
            return "Decided: "
                    + (name
                            ? own
                            : own.substring(0, 1).toLowerCase(Locale.ROOT) + own.substring(1));
        }
        String provider = name(changed.target());
        return switch (changed.to()) {
            case OPEN -> "Decided: " + provider + " gets no new calls.";
            case TRIAL -> "Decided: one call tries " + provider + ".";
            case CLOSING ->
                    "Decided: "
                            + provider
                            + " gets "
                            + changed.sharePercent()
                            + " % of its new calls, on trial.";
            case CLOSED -> "Decided: " + provider + " gets all its new calls again.";
        };
    }

    private String refused(JournalRecord.MoveRefused refused) {
        if (!refused.sentence().isBlank()) {
            return about(refused.target(), refused.sentence());
        }
        return name(refused.target())
                + (refused.mode() == Rules.Mode.OBSERVE
                        ? " is not moved: this rule only observes."
                        : " is not moved.");
    }

    /** Names what it is about unless the sentence does so itself. */
    private String about(Target target, String sentence) {
        String text = stop(sentence);
        if (!(target instanceof Target.Trunk trunk)) {
            // Titles of other things are known to the agent alone, which writes them.
            return text;
        }
        boolean named =
                text.contains(carrierTitle.apply(trunk.carrier()))
                        || text.contains(trunk.carrier());
        return named ? text : trunk(trunk) + ": " + text;
    }

    /** Before the first decision a router shall hold no share at all. */
    private static String decision(String id) {
        return id.isEmpty() ? "its own default" : "decision " + number(id);
    }

    private static String stop(String text) {
        String trimmed = text.strip();
        return trimmed.endsWith(".") ? trimmed : trimmed + ".";
    }

    private static String millis(double millis) {
        return millis < 10
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : Math.round(millis) + " ms";
    }
}
