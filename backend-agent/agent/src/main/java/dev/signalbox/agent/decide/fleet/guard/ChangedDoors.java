package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Front doors whose routes a change sets. */
public final class ChangedDoors {

    private ChangedDoors() {}

    /** Regions whose doors' parts differ in both tables; none when there is no table after it. */
    public static SortedSet<String> between(FleetTable before, @Nullable FleetTable after) {
        return after == null ? new TreeSet<>() : TableChange.doors(before, after);
    }
}
