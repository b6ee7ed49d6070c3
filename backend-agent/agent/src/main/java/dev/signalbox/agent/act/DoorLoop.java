package dev.signalbox.agent.act;

import dev.signalbox.agent.act.DoorKeeper.Goal;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one front door, and keeps it at the wanted table; confined to its own thread. */
final class DoorLoop {

    private static final Logger LOG = System.getLogger(DoorLoop.class.getName());
    private static final Duration RETRY_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(1);

    private final WebhookDoor door;
    private final DoorFence fence;
    private final String writer;
    private final Duration poll;
    private final NowSource clock;
    private final DoorKeeper keeper;
    private final Consumer<DoorEvent> sink;

    /** The wish that was reported as applied last. */
    private @Nullable Goal applied;

    private Duration retry = RETRY_FIRST;
    private String failure = "";
    private String unreachable = "";

    DoorLoop(
            WebhookDoor door,
            DoorFence fence,
            String writer,
            Duration poll,
            NowSource clock,
            DoorKeeper keeper,
            Consumer<DoorEvent> sink) {
        this.door = door;
        this.fence = fence;
        this.writer = writer;
        this.poll = poll;
        this.clock = clock;
        this.keeper = keeper;
        this.sink = sink;
    }

    void run() {
        Goal goal;
        Duration wait;
        do {
            goal = keeper.goal();
            wait = turn(goal);
        } while (keeper.awaitChange(goal, wait));
    }

    /** One look at the door; how long until the next. */
    private Duration turn(@Nullable Goal goal) {
        boolean good = false;
        try {
            DoorReading found = door.read();
            told(found);
            good = goal == null || !mine(goal) || keep(goal, found);
        } catch (IOException e) {
            unreachable(goal, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours must not end the thread that looks after the door.
            LOG.log(Level.ERROR, "door of " + door.region() + ": unexpected", e);
            unreachable(goal, "unexpected " + e);
        }
        if (good) {
            retry = RETRY_FIRST;
            return poll;
        }
        Duration wait = retry;
        Duration twice = retry.multipliedBy(2);
        retry = twice.compareTo(RETRY_MAX) <= 0 ? twice : RETRY_MAX;
        return wait;
    }

    private boolean mine(Goal goal) {
        return goal.table().epoch() > 0 && goal.write().contains(door.region());
    }

    private boolean keep(Goal goal, DoorReading found) throws IOException {
        FleetTable table = goal.table();
        if (door.holds(found, table, goal.decisionId())) {
            confirmed(goal);
            return true;
        }
        if (found.epoch() > table.epoch()) {
            // No reason to mark the fence: there is nothing to do but to wait for news.
            return failed(
                    goal,
                    "holds epoch "
                            + found.epoch()
                            + ", newer than "
                            + table.epoch()
                            + ": this agent is behind, or the fleet's journal is another one");
        }
        String refused = admit(goal);
        if (!refused.isEmpty()) {
            return failed(goal, refused);
        }
        return switch (door.apply(found.epoch(), table, goal.decisionId(), writer)) {
            case DoorResult.Applied(DoorReading readBack, boolean written) -> {
                told(readBack);
                if (written && goal.equals(applied)) {
                    sink.accept(
                            new DoorEvent.Reasserted(door.region(), table.epoch(), loss(found)));
                }
                confirmed(goal);
                yield true;
            }
            case DoorResult.Conflict(DoorReading now, String why) -> {
                told(now);
                yield failed(goal, why);
            }
            case DoorResult.Failed(String why) -> failed(goal, why);
        };
    }

    private String admit(Goal goal) {
        try {
            return fence.admit(door.region(), goal.table().epoch(), goal.decisionId());
        } catch (IOException e) {
            return "not set, because doors.json cannot be written: " + e.getMessage();
        }
    }

    private void confirmed(Goal goal) {
        failure = "";
        if (!goal.equals(applied)) {
            applied = goal;
            sink.accept(
                    new DoorEvent.Applied(
                            door.region(),
                            goal.table().epoch(),
                            goal.decisionId(),
                            (clock.now().nanos() - goal.sinceNanos()) / 1e6));
        }
    }

    private boolean failed(Goal goal, String why) {
        String key = goal.table().epoch() + " " + goal.decisionId() + " " + why;
        if (!key.equals(failure)) {
            failure = key;
            sink.accept(new DoorEvent.Failed(door.region(), goal.table().epoch(), why));
        }
        return false;
    }

    private static String loss(DoorReading found) {
        return found.epoch() == 0 && found.shares().isEmpty()
                ? "it was empty: restarted"
                : "it held " + WebhookDoor.words(found) + ": changed by somebody else";
    }

    private void told(DoorReading found) {
        unreachable = "";
        sink.accept(new DoorEvent.Read(found));
    }

    private void unreachable(@Nullable Goal goal, String reason) {
        if (goal != null && mine(goal) && !goal.equals(applied)) {
            // What was applied before does not fail because the door is away just now.
            failed(goal, reason);
        }
        if (!reason.equals(unreachable)) {
            unreachable = reason;
            sink.accept(new DoorEvent.Unreachable(door.region(), reason));
        }
    }
}
