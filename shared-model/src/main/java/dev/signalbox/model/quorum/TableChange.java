package dev.signalbox.model.quorum;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is different between two tables, and which regions a change has to do with. */
public final class TableChange {

    private TableChange() {}

    /** The doors that do not hold the same. */
    public static SortedSet<String> doors(FleetTable before, FleetTable after) {
        SortedSet<String> doors = new TreeSet<>(before.doors().keySet());
        doors.addAll(after.doors().keySet());
        doors.removeIf(door -> before.door(door).equals(after.door(door)));
        return doors;
    }

    /** {@code table} with these doors as in {@code from}, at the next epoch. */
    public static FleetTable replace(FleetTable table, SortedSet<String> doors, FleetTable from) {
        SortedMap<String, SortedMap<String, SortedMap<String, Integer>>> all =
                new TreeMap<>(table.doors());
        for (String door : doors) {
            all.put(door, from.door(door));
        }
        return new FleetTable(table.epoch() + 1, all);
    }

    /** {@code now} with the doors of a change that was started as they were before it. */
    public static FleetTable back(Change change, FleetTable now) {
        FleetTable before = Objects.requireNonNull(change.before(), "it was started");
        FleetTable goal = Objects.requireNonNull(change.plan().table(), "checked when proposed");
        return replace(now, doors(before, goal), before);
    }

    /** The regions that get more calls of anything. */
    public static SortedSet<String> gaining(FleetTable before, FleetTable after) {
        SortedSet<String> regions = new TreeSet<>();
        for (String door : doors(before, after)) {
            for (String service : services(door, before, after)) {
                SortedMap<String, Integer> had = before.shares(door, service);
                after.shares(door, service)
                        .forEach(
                                (region, percent) -> {
                                    if (percent > had.getOrDefault(region, 0)) {
                                        regions.add(region);
                                    }
                                });
            }
        }
        return regions;
    }

    /** All regions that a change in {@code state} has to do with. */
    public static SortedSet<String> regions(Change change, FleetState state) {
        FleetTable before = change.before();
        return regions(change.plan(), before == null ? state.table() : before);
    }

    /**
     * All regions a plan has to do with: no other change may touch them meanwhile, and what is said
     * of them may stop it.
     *
     * @param before the table that its first stage starts from
     */
    public static SortedSet<String> regions(Plan plan, FleetTable before) {
        SortedSet<String> regions = regions(plan.source(), plan.moves(), before, plan.table());
        regions.add(plan.region());
        return regions;
    }

    /** The same of a plan that is still being made. */
    public static SortedSet<String> regions(
            Target source, List<Plan.Move> moves, FleetTable before, @Nullable FleetTable after) {
        SortedSet<String> regions = new TreeSet<>();
        add(regions, source);
        for (Plan.Move move : moves) {
            add(regions, move.from());
            add(regions, move.to());
        }
        if (after != null) {
            regions.addAll(doors(before, after));
            regions.addAll(gaining(before, after));
            regions.addAll(gaining(after, before));
        }
        return regions;
    }

    private static SortedSet<String> services(String door, FleetTable one, FleetTable other) {
        SortedSet<String> services = new TreeSet<>(one.door(door).keySet());
        services.addAll(other.door(door).keySet());
        return services;
    }

    private static void add(SortedSet<String> regions, Target target) {
        switch (target) {
            case Target.Region region -> regions.add(region.name());
            case Target.Trunk trunk -> regions.add(trunk.region());
            case Target.Path path -> {
                regions.add(path.from());
                regions.add(path.to());
            }
            case Target.Carrier _, Target.Provider _, Target.Dependency _, Target.Service _ -> {}
        }
    }
}
