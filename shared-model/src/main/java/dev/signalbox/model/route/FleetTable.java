package dev.signalbox.model.route;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where new calls of each region's numbers go: for every front door (one per region, beyond its
 * edge) and service the share of each region in percent. What is not named stays at home. The epoch
 * grows with every change and fences doors against an older writer.
 *
 * @param epoch 0 before the first change
 * @param doors region whose numbers, then service, then region that takes the calls: percent,
 *     adding up to 100; services that stay at home altogether are left out
 */
public record FleetTable(
        long epoch, SortedMap<String, SortedMap<String, SortedMap<String, Integer>>> doors) {

    /** Nothing changed yet: every call is handled at home. */
    public static final FleetTable DEFAULT = new FleetTable(0, new TreeMap<>());

    public FleetTable {
        SortedMap<String, SortedMap<String, SortedMap<String, Integer>>> copy = new TreeMap<>();
        doors.forEach(
                (door, services) -> {
                    SortedMap<String, SortedMap<String, Integer>> kept = new TreeMap<>();
                    services.forEach(
                            (service, shares) -> {
                                check(door, service, shares);
                                if (shares.getOrDefault(door, 0) != 100) {
                                    SortedMap<String, Integer> some = new TreeMap<>(shares);
                                    some.values().removeIf(percent -> percent == 0);
                                    kept.put(service, Collections.unmodifiableSortedMap(some));
                                }
                            });
                    if (!kept.isEmpty()) {
                        copy.put(door, Collections.unmodifiableSortedMap(kept));
                    }
                });
        doors = Collections.unmodifiableSortedMap(copy);
    }

    /** Where new calls of {@code service} to the numbers of {@code door} go, adding up to 100. */
    public SortedMap<String, Integer> shares(String door, String service) {
        SortedMap<String, SortedMap<String, Integer>> services = doors.get(door);
        SortedMap<String, Integer> shares = services == null ? null : services.get(service);
        return shares != null ? shares : new TreeMap<>(Map.of(door, 100));
    }

    /** The part of one door: service, region, percent. Empty when all stay at home. */
    public SortedMap<String, SortedMap<String, Integer>> door(String door) {
        SortedMap<String, SortedMap<String, Integer>> services = doors.get(door);
        return services != null ? services : new TreeMap<>();
    }

    /** This table, same epoch, with other shares for one service at one door. */
    public FleetTable with(String door, String service, SortedMap<String, Integer> shares) {
        SortedMap<String, SortedMap<String, SortedMap<String, Integer>>> changed =
                new TreeMap<>(doors);
        SortedMap<String, SortedMap<String, Integer>> services = new TreeMap<>(door(door));
        services.put(service, new TreeMap<>(shares));
        changed.put(door, services);
        return new FleetTable(epoch, changed);
    }

    /** The same routes under another epoch. */
    public FleetTable atEpoch(long other) {
        return new FleetTable(other, doors);
    }

    /**
     * Part of the way from this table to {@code after}, at the next epoch. A target that is to get
     * calls gets at least 1 %; what rounding leaves stays where the calls are now.
     *
     * @param percent of the way, 1 to 100
     */
    public FleetTable towards(FleetTable after, int percent) {
        FleetTable table = this;
        SortedMap<String, SortedMap<String, Integer>> touched = new TreeMap<>();
        doors.forEach((door, services) -> mark(touched, door, services));
        after.doors.forEach((door, services) -> mark(touched, door, services));
        for (Map.Entry<String, SortedMap<String, Integer>> door : touched.entrySet()) {
            for (String service : door.getValue().keySet()) {
                table =
                        table.with(
                                door.getKey(),
                                service,
                                mixed(
                                        shares(door.getKey(), service),
                                        after.shares(door.getKey(), service),
                                        percent));
            }
        }
        return table.atEpoch(epoch + 1);
    }

    private static void mark(
            SortedMap<String, SortedMap<String, Integer>> touched,
            String door,
            SortedMap<String, SortedMap<String, Integer>> services) {
        SortedMap<String, Integer> names = touched.computeIfAbsent(door, _ -> new TreeMap<>());
        services.keySet().forEach(service -> names.put(service, 0));
    }

    private static SortedMap<String, Integer> mixed(
            SortedMap<String, Integer> before, SortedMap<String, Integer> after, int percent) {
        if (percent == 100) {
            return after;
        }
        SortedMap<String, Integer> mixed = new TreeMap<>(before);
        SortedMap<String, Integer> names = new TreeMap<>(before);
        names.putAll(after);
        for (String region : names.keySet()) {
            int gain = after.getOrDefault(region, 0) - before.getOrDefault(region, 0);
            if (gain <= 0) {
                continue;
            }
            int step = Math.max(1, gain * percent / 100);
            mixed.merge(region, step, Integer::sum);
            take(mixed, before, after, step);
        }
        return mixed;
    }

    /** Takes {@code step} percent from the regions that lose calls. */
    private static void take(
            SortedMap<String, Integer> mixed,
            SortedMap<String, Integer> before,
            SortedMap<String, Integer> after,
            int step) {
        int left = step;
        for (Map.Entry<String, Integer> source : before.entrySet()) {
            int goal = after.getOrDefault(source.getKey(), 0);
            int has = mixed.getOrDefault(source.getKey(), 0);
            int take = Math.min(left, Math.max(0, has - goal));
            mixed.put(source.getKey(), has - take);
            left -= take;
        }
    }

    private static void check(String door, String service, SortedMap<String, Integer> shares) {
        int sum = 0;
        for (int percent : shares.values()) {
            sum += percent;
            if (percent < 0) {
                throw new IllegalArgumentException(
                        door + " " + service + ": share " + percent + " is below 0");
            }
        }
        if (sum != 100) {
            throw new IllegalArgumentException(
                    door + " " + service + ": shares add up to " + sum + ", not 100");
        }
    }
}
