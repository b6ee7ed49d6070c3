package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well the agents told why calls ended: their last verdict on every call against what was
 * really behind it. Nothing is left out: a verdict that says "unknown" is a wrong one. Pure.
 *
 * @param calls ended calls with a verdict
 * @param rightSide of these, those on the right side
 * @param rightTag of these, those with the very tag
 * @param sides calls by true side and given side
 * @param tags calls by true tag and given tag
 * @param undecided ended calls that no agent has a verdict on
 */
record CauseGrades(
        long calls,
        long rightSide,
        long rightTag,
        Map<Side, Map<Side, Long>> sides,
        Map<Tag, Map<Tag, Long>> tags,
        long undecided) {

    /**
     * Joins.
     *
     * @param truth by Call-ID
     * @param given by Call-ID, of each agent
     */
    static CauseGrades of(Map<String, Tag> truth, Collection<Map<String, Tag>> given) {
        Map<Side, Map<Side, Long>> sides = new EnumMap<>(Side.class);
        Map<Tag, Map<Tag, Long>> tags = new EnumMap<>(Tag.class);
        long calls = 0;
        long rightSide = 0;
        long rightTag = 0;
        long undecided = 0;
        for (Map.Entry<String, Tag> call : truth.entrySet()) {
            Tag really = call.getValue();
            Tag verdict = verdict(call.getKey(), given);
            if (verdict == null) {
                undecided++;
                continue;
            }
            calls++;
            rightSide += really.side() == verdict.side() ? 1 : 0;
            rightTag += really == verdict ? 1 : 0;
            sides.computeIfAbsent(really.side(), _ -> new EnumMap<>(Side.class))
                    .merge(verdict.side(), 1L, Long::sum);
            tags.computeIfAbsent(really, _ -> new EnumMap<>(Tag.class))
                    .merge(verdict, 1L, Long::sum);
        }
        return new CauseGrades(calls, rightSide, rightTag, sides, tags, undecided);
    }

    private static @Nullable Tag verdict(String callId, Collection<Map<String, Tag>> given) {
        for (Map<String, Tag> agent : given) {
            Tag tag = agent.get(callId);
            if (tag != null) {
                return tag;
            }
        }
        return null;
    }

    /** 0 to 1; null without calls. */
    @Nullable Double rightSideRatio() {
        return calls == 0 ? null : (double) rightSide / calls;
    }

    /** 0 to 1; null without calls. */
    @Nullable Double rightTagRatio() {
        return calls == 0 ? null : (double) rightTag / calls;
    }

    /** As in JSON: {@code infrastructure}. */
    static String text(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
