package dev.signalbox.ctl;

import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why calls ended as a table for people: the sides, and the tags of each. */
final class CausesText {

    private static final String ROW = "%-24s %8s %8s %10s   %s";

    private CausesText() {}

    /**
     * The table.
     *
     * @param where the regions counted, in words
     * @param unknown endings that no table knows, with how often each came
     */
    static List<String> lines(String where, List<CauseGroup> groups, Map<String, Long> unknown) {
        List<String> lines = new ArrayList<>();
        if (groups.isEmpty()) {
            lines.add("No call ended yet in " + where + ".");
        } else {
            lines.addAll(Words.wrap("Why calls ended in " + where, StatusText.WIDTH));
            lines.add(Words.format(ROW, "Side, cause", "1 min", "5 min", "total", ""));
        }
        Map<Tag, CauseGroup> tags = byTag(groups);
        for (Side side : Side.values()) {
            List<CauseGroup> own =
                    tags.values().stream().filter(group -> group.tag().side() == side).toList();
            if (!own.isEmpty()) {
                lines.add(row(Json.name(side), own, ""));
                own.forEach(g -> lines.add(row("  " + g.tag().text(), List.of(g), suspected(g))));
            }
        }
        if (!unknown.isEmpty()) {
            lines.add("Endings that no table knows, of all services:");
            unknown.forEach(
                    (ending, count) ->
                            lines.addAll(
                                    StatusText.indented(
                                            Words.format("%10s x ", Words.format("%,d", count)),
                                            " ".repeat(13),
                                            ending)));
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    /** The same causes of several regions and services in one, in the taxonomy's order. */
    static Map<Tag, CauseGroup> byTag(List<CauseGroup> groups) {
        Map<Tag, CauseGroup> byTag = new EnumMap<>(Tag.class);
        groups.forEach(group -> byTag.merge(group.tag(), group, CausesText::sum));
        return byTag;
    }

    private static CauseGroup sum(CauseGroup one, CauseGroup other) {
        return new CauseGroup(
                "",
                one.tag(),
                one.lastMinute() + other.lastMinute(),
                one.lastFiveMinutes() + other.lastFiveMinutes(),
                one.total() + other.total(),
                one.suspected() + other.suspected(),
                List.of());
    }

    private static String row(String name, List<CauseGroup> groups, String note) {
        return Words.format(
                ROW,
                name,
                Words.format("%,d", groups.stream().mapToLong(CauseGroup::lastMinute).sum()),
                Words.format("%,d", groups.stream().mapToLong(CauseGroup::lastFiveMinutes).sum()),
                Words.format("%,d", groups.stream().mapToLong(CauseGroup::total).sum()),
                note);
    }

    private static String suspected(CauseGroup group) {
        return group.suspected() == 0
                ? ""
                : Words.format("suspected only: %,d in 5 min", group.suspected());
    }
}
