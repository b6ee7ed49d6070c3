package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.model.route.FleetTable;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Front doors whose routes a change sets. */
public final class ChangedDoors {

    private ChangedDoors() {}

    /** Regions whose doors' parts differ in both tables; none when there is no table after it. */
    public static SortedSet<String> between(FleetTable before, @Nullable FleetTable after) {
        SortedSet<String> doors = new TreeSet<>(before.doors().keySet());
        if (after == null) {
            doors.clear();
            return doors;
        }
        doors.addAll(after.doors().keySet());
        doors.removeIf(door -> before.door(door).equals(after.door(door)));
        return doors;
    }
}
