package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture.SeenDoor;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a front door told something new of an edge: what was counted once stands in its readings for
 * as long as no call is sent there. What is read for the first time is as old as it says itself: to
 * an agent that begins, calls of long ago are no news.
 *
 * @param seen by door and edge
 */
record CarrierNews(SortedMap<String, Counted> seen) {

    /** Before the first look. */
    static final CarrierNews NONE = new CarrierNews(new TreeMap<>());

    CarrierNews {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** What was counted, and the monotonic time at which that was new. */
    record Counted(boolean answers, Instant since, long calls, long newNanos) {

        boolean same(DoorReading.Edge edge) {
            return answers == edge.answers() && since.equals(edge.since()) && calls == edge.calls();
        }
    }

    /** After one more look at all doors. */
    CarrierNews looked(Map<String, SeenDoor> doors, Now now) {
        SortedMap<String, Counted> next = new TreeMap<>();
        doors.forEach(
                (door, read) ->
                        read.reading()
                                .edges()
                                .forEach(
                                        (about, edge) -> {
                                            Counted was = seen.get(key(door, about));
                                            next.put(
                                                    key(door, about),
                                                    was != null && was.same(edge)
                                                            ? was
                                                            : counted(edge, was, now));
                                        }));
        return new CarrierNews(next);
    }

    private static Counted counted(DoorReading.Edge edge, @Nullable Counted was, Now now) {
        Duration since = Duration.between(edge.since(), now.wall());
        boolean past = was == null && !since.isNegative();
        return new Counted(
                edge.answers(),
                edge.since(),
                edge.calls(),
                past ? now.nanos() - since.toNanos() : now.nanos());
    }

    /** For how long a door tells nothing new of an edge, in milliseconds. */
    long oldMillis(String door, String about, long nanos) {
        Counted counted = seen.get(key(door, about));
        return counted == null ? 0 : (nanos - counted.newNanos()) / 1_000_000;
    }

    private static String key(String door, String about) {
        return door + " " + about;
    }
}
