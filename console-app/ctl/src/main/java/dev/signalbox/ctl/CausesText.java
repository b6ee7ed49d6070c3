package dev.signalbox.ctl;

import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import java.util.ArrayList;
import java.util.Collection;
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
        Collection<CauseGroup> tags = byTag(groups).values();
        // An ending that suited the caller is on a side too, and is no failure of it.
        section(lines, "ended well", tags.stream().filter(g -> well(g.tag())).toList());
        for (Side side : Side.values()) {
            section(
                    lines,
                    side == Side.UNKNOWN ? "in no table" : "failed: " + Json.name(side),
                    tags.stream().filter(g -> !well(g.tag()) && g.tag().side() == side).toList());
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

    /** Whether the caller got what the call was for, or did not want it. */
    static boolean well(Tag tag) {
        return !tag.failure() && tag.side() != Side.UNKNOWN;
    }

    /** The two sides that are always told apart, even when there is nothing on them. */
    static boolean main(Side side) {
        return side == Side.INTENT || side == Side.INFRASTRUCTURE;
    }

    private static void section(List<String> lines, String title, List<CauseGroup> groups) {
        if (!groups.isEmpty()) {
            lines.add(row(title, groups, ""));
            groups.forEach(g -> lines.add(row("  " + g.tag().text(), List.of(g), suspected(g))));
        }
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
