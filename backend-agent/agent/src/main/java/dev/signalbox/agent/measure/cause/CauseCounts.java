package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CauseSlice;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verdicts counted by service and tag, each call once; and the newest of them. */
final class CauseCounts {

    static final int VERDICTS_MAX = 20_000;
    static final int UNKNOWN_MAX = 50;
    static final long SLOT_MILLIS = 10_000;

    /** 10 min. */
    private static final int SLOTS = 60;

    private static final int SLOTS_MINUTE = 6;
    private static final int SLOTS_FIVE_MINUTES = 30;
    private static final int NEWEST = 5;
    private static final long SLOT_NANOS = SLOT_MILLIS * 1_000_000;

    private record Key(String service, Tag tag) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::service).thenComparing(Key::tag);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Count {
        long calls;
        long suspected;
    }

    private static final class Group {
        long total;
        final Deque<CallVerdict> newest = new ArrayDeque<>(NEWEST + 1);
    }

    private static final class Slot {
        long number = Long.MIN_VALUE;
        final Map<Key, Count> counts = new HashMap<>();
    }

    private final long originNanos;
    private final long originMillis;
    private final Slot[] slots = new Slot[SLOTS];
    private final SortedMap<Key, Group> groups = new TreeMap<>();
    private final TreeMap<Long, CallVerdict> verdicts = new TreeMap<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();

    CauseCounts(Now start) {
        // Slices begin at whole multiples of ten seconds, so that those of all regions match.
        long into = Math.floorMod(start.wall().toEpochMilli(), SLOT_MILLIS);
        this.originNanos = start.nanos() - into * 1_000_000;
        this.originMillis = start.wall().toEpochMilli() - into;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /**
     * Counts a verdict in place of the one of the same call before it.
     *
     * @param endedNanos when the call's end became known: a revision stays in its slice
     */
    void put(CallVerdict verdict, @Nullable CallVerdict before, long endedNanos) {
        if (before != null) {
            remove(before, endedNanos);
        }
        Key key = key(verdict);
        count(key, verdict.suspected(), endedNanos, 1);
        Group group = groups.computeIfAbsent(key, k -> new Group());
        group.total++;
        group.newest.addFirst(verdict);
        if (group.newest.size() > NEWEST) {
            group.newest.removeLast();
        }
        verdicts.put(verdict.sequence(), verdict);
        if (verdicts.size() > VERDICTS_MAX) {
            verdicts.pollFirstEntry();
        }
    }

    /** Takes a verdict back. */
    void remove(CallVerdict verdict, long endedNanos) {
        Key key = key(verdict);
        count(key, verdict.suspected(), endedNanos, -1);
        Group group = groups.get(key);
        if (group != null) {
            group.total--;
            group.newest.removeIf(v -> v.sequence() == verdict.sequence());
        }
        verdicts.remove(verdict.sequence());
    }

    /** An ending that no table knows, {@code by} 1, or -1 when it turned out otherwise. */
    void unknown(String ending, int by) {
        if (ending.isEmpty() || (unknown.size() >= UNKNOWN_MAX && !unknown.containsKey(ending))) {
            return;
        }
        unknown.merge(ending, (long) by, (a, b) -> a + b <= 0 ? null : Long.valueOf(a + b));
    }

    private static Key key(CallVerdict verdict) {
        return new Key(verdict.service(), verdict.tag());
    }

    private long slotOf(long nanos) {
        return Math.floorDiv(nanos - originNanos, SLOT_NANOS);
    }

    private void count(Key key, boolean suspected, long nanos, int by) {
        long number = slotOf(nanos);
        Slot slot = slots[(int) Math.floorMod(number, (long) SLOTS)];
        if (slot.number > number) {
            return;
        }
        if (slot.number < number) {
            slot.number = number;
            slot.counts.clear();
        }
        Count count = slot.counts.computeIfAbsent(key, k -> new Count());
        count.calls += by;
        count.suspected += suspected ? by : 0;
    }

    private @Nullable Slot slot(long number) {
        Slot slot = slots[(int) Math.floorMod(number, (long) SLOTS)];
        return slot.number == number ? slot : null;
    }

    List<CallVerdict> after(long sequence) {
        return List.copyOf(verdicts.tailMap(sequence, false).values());
    }

    CausesView view(Now now) {
        long last = slotOf(now.nanos());
        List<CauseGroup> views = new ArrayList<>(groups.size());
        groups.forEach(
                (key, group) -> {
                    if (group.total > 0) {
                        Count minute = sum(key, last, SLOTS_MINUTE);
                        Count five = sum(key, last, SLOTS_FIVE_MINUTES);
                        views.add(
                                new CauseGroup(
                                        key.service,
                                        key.tag,
                                        minute.calls,
                                        five.calls,
                                        group.total,
                                        five.suspected,
                                        List.copyOf(group.newest)));
                    }
                });
        return new CausesView(views, history(last), unknown);
    }

    private Count sum(Key key, long last, int count) {
        Count sum = new Count();
        for (long number = last - count + 1; number <= last; number++) {
            Slot slot = slot(number);
            Count held = slot == null ? null : slot.counts.get(key);
            if (held != null) {
                sum.calls += held.calls;
                sum.suspected += held.suspected;
            }
        }
        return sum;
    }

    private List<CauseSlice> history(long last) {
        List<CauseSlice> slices = new ArrayList<>(SLOTS);
        for (long number = Math.max(0, last - SLOTS + 1); number <= last; number++) {
            Map<Side, Long> failures = new EnumMap<>(Side.class);
            Map<Tag, Long> tags = new EnumMap<>(Tag.class);
            long ended = 0;
            Slot slot = slot(number);
            if (slot != null) {
                for (Map.Entry<Key, Count> entry : slot.counts.entrySet()) {
                    Tag tag = entry.getKey().tag;
                    long calls = entry.getValue().calls;
                    ended += calls;
                    if (tag.failure() && calls > 0) {
                        failures.merge(tag.side(), calls, Long::sum);
                        tags.merge(tag, calls, Long::sum);
                    }
                }
            }
            Instant start =
                    Instant.ofEpochMilli(originMillis)
                            .plus(Duration.ofMillis(number * SLOT_MILLIS));
            slices.add(new CauseSlice(start, SLOT_MILLIS, failures, tags, ended));
        }
        return slices;
    }
}
