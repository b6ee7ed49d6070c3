package dev.signalbox.world.door;

import dev.signalbox.model.route.DoorReading;
import java.time.Instant;

/**
 * How carriers see a region's edge: by the calls they deliver there. One call that goes unanswered
 * may be a lost packet; {@value #STREAK} one after the other are an answer.
 */
final class EdgeCount {

    private static final int STREAK = 3;

    private boolean answers;
    private Instant since;
    private long calls;
    private long otherwise;
    private Instant otherwiseSince;

    /** Seen for the first time. */
    EdgeCount(boolean answers, Instant at) {
        this.answers = answers;
        this.since = at;
        this.otherwiseSince = at;
    }

    /** One call more. */
    void delivered(boolean taken, Instant at) {
        if (taken == answers) {
            calls++;
            otherwise = 0;
            return;
        }
        if (otherwise == 0) {
            otherwiseSince = at;
        }
        otherwise++;
        if (otherwise >= STREAK) {
            answers = taken;
            since = otherwiseSince;
            calls = otherwise;
            otherwise = 0;
        }
    }

    DoorReading.Edge view() {
        return new DoorReading.Edge(answers, since, calls);
    }
}
