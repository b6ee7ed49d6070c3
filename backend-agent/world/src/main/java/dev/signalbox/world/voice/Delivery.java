package dev.signalbox.world.voice;

import dev.signalbox.world.door.DoorState;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Brings the new calls of one region's numbers to the edge that its front door names. Calls stay
 * where they were delivered until they end. Everything runs on the world's thread.
 */
final class Delivery {

    private final DoorState door;
    private final Map<String, Sbc> sbcs;
    private final Schedule schedule;
    private final Truth truth;
    private final LongFunction<Instant> wall;

    /**
     * @param sbcs by region; all that the door may name
     */
    Delivery(
            DoorState door,
            Map<String, Sbc> sbcs,
            Schedule schedule,
            Truth truth,
            LongFunction<Instant> wall) {
        this.door = door;
        this.sbcs = sbcs;
        this.schedule = schedule;
        this.truth = truth;
        this.wall = wall;
    }

    /** Delivers the calls of {@code generator}, one after the other, for ever. */
    void serve(CallGenerator generator) {
        CallPlan plan = generator.next();
        schedule.at(
                plan.atNanos(),
                now -> {
                    deliver(plan, now);
                    serve(generator);
                });
    }

    private void deliver(CallPlan plan, long now) {
        String region = door.regionOf(plan);
        Sbc sbc = Objects.requireNonNull(sbcs.get(region));
        Instant at = wall.apply(now);
        switch (sbc.take(plan, now)) {
            case TAKEN -> door.delivered(region, true, at);
            case SILENCE -> {
                truth.heardSilence(plan, region, at);
                door.delivered(region, false, at);
            }
            case NEVER_CAME -> {}
        }
    }
}
