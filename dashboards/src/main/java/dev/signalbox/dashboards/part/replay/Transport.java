package dev.signalbox.dashboards.part.replay;

import java.time.Instant;
import java.util.List;

/**
 * Where a replay is.
 *
 * @param title what is played: a file's name, or the agents it was read from
 * @param speed seconds of the recording in a second
 * @param ticks decisions, oldest first
 */
public record Transport(
        String title,
        Instant from,
        Instant to,
        Instant at,
        boolean playing,
        int speed,
        List<Tick> ticks) {

    public Transport {
        ticks = List.copyOf(ticks);
    }

    /**
     * A decision on the scrubber.
     *
     * @param route whether routes changed with it
     */
    public record Tick(Instant at, boolean route, String words) {}

    /** How far it is, 0 to 1. */
    double done() {
        return place(at);
    }

    /** Where a moment is between both ends, 0 to 1. */
    double place(Instant moment) {
        double length = (double) to.toEpochMilli() - from.toEpochMilli();
        return length <= 0
                ? 0
                : Math.clamp((moment.toEpochMilli() - from.toEpochMilli()) / length, 0, 1);
    }

    /** The moment at a place between 0 and 1. */
    Instant moment(double place) {
        long length = to.toEpochMilli() - from.toEpochMilli();
        return from.plusMillis(Math.round(Math.clamp(place, 0, 1) * length));
    }
}
