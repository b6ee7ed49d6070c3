package dev.signalbox.agent;

import dev.signalbox.agent.act.DoorEvent;
import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.time.Now;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Front doors as they were read last, and what the fleet is told of those set here. One thread. */
final class FleetDoors {

    private static final System.Logger LOG = System.getLogger(FleetDoors.class.getName());
    private static final long AGAIN_MILLIS = 1_000;

    private final String region;
    private final Asks asks;
    private final Consumer<FleetCommand> ask;

    /** Looked at by a call too, as long as the loop has made no picture. */
    private final Map<String, ReadDoor> read = new ConcurrentHashMap<>();

    private @Nullable Long toldNanos;

    /** A door as it was read last, and why it cannot be now. */
    private record ReadDoor(@Nullable DoorReading reading, long nanos, String problem) {}

    /**
     * @param region this agent's
     * @param ask takes what the quorum is to be asked for
     */
    FleetDoors(String region, Asks asks, Consumer<FleetCommand> ask) {
        this.region = region;
        this.asks = asks;
        this.ask = ask;
    }

    /** All that were ever read, by region. */
    SortedMap<String, FleetPicture.SeenDoor> seen(Now now) {
        SortedMap<String, FleetPicture.SeenDoor> doors = new TreeMap<>();
        read.forEach(
                (door, last) -> {
                    var reading = last.reading();
                    if (reading != null) {
                        doors.put(
                                door,
                                new FleetPicture.SeenDoor(
                                        reading, now.millisSince(last.nanos()), last.problem()));
                    }
                });
        return doors;
    }

    /** Something became of a door. */
    void take(DoorEvent event, Now now) {
        switch (event) {
            case DoorEvent.Read seen ->
                    read.put(seen.door(), new ReadDoor(seen.reading(), now.nanos(), ""));
            case DoorEvent.Unreachable gone -> problem(gone.door(), gone.reason(), now);
            case DoorEvent.Applied applied ->
                    report(applied.door(), applied.epoch(), applied.tookMillis(), "");
            case DoorEvent.Failed failed -> {
                problem(failed.door(), failed.reason(), now);
                report(failed.door(), failed.epoch(), 0, failed.reason());
            }
            case DoorEvent.Reasserted again ->
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the door of {0} was set to epoch {1} again: {2}",
                            again.door(),
                            again.epoch(),
                            again.reason());
        }
    }

    private void problem(String door, String reason, Now now) {
        ReadDoor was = read.get(door);
        read.put(
                door,
                was == null
                        ? new ReadDoor(null, now.nanos(), reason)
                        : new ReadDoor(was.reading(), was.nanos(), reason));
    }

    /** That a door holds the table is told until the fleet has it on record. */
    void report(FleetPicture picture) {
        FleetState state = picture.state();
        Long told = toldNanos;
        boolean lately = told != null && picture.now().millisSince(told) < AGAIN_MILLIS;
        if (lately || state.table().epoch() == 0) {
            return;
        }
        toldNanos = picture.now().nanos();
        picture.doors()
                .forEach(
                        (door, last) -> {
                            FleetState.Door held = state.doors().get(door);
                            boolean behind = held == null || held.epoch() < state.table().epoch();
                            if (behind
                                    && state.writer(door).equals(region)
                                    && last.reading().epoch() == state.table().epoch()
                                    && last.reading().decisionId().equals(state.tableId())) {
                                report(door, state.table().epoch(), 0, "");
                            }
                        });
    }

    private void report(String door, long epoch, double tookMillis, String reason) {
        ask.accept(new FleetCommand.ReportDoor(asks.next(), door, epoch, tookMillis, reason));
    }
}
