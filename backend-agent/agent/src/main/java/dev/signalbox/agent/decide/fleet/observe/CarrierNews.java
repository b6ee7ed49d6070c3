package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture.SeenDoor;
import dev.signalbox.model.route.DoorReading;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a front door told something new of an edge: what was counted once stands in its readings for
 * as long as no call is sent there.
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
    CarrierNews looked(Map<String, SeenDoor> doors, long nanos) {
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
                                                            : new Counted(
                                                                    edge.answers(),
                                                                    edge.since(),
                                                                    edge.calls(),
                                                                    nanos));
                                        }));
        return new CarrierNews(next);
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
