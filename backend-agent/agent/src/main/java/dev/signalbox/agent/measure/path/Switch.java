package dev.signalbox.agent.measure.path;

/** Whether a symptom is on, since when, and how often that changed. */
final class Switch {

    private boolean on;
    private long sinceNanos;
    private long flips;

    boolean isOn() {
        return on;
    }

    /** Monotonic time of the last change. */
    long sinceNanos() {
        return sinceNanos;
    }

    long flips() {
        return flips;
    }

    void set(boolean wanted, long nanos) {
        if (on != wanted) {
            on = wanted;
            sinceNanos = nanos;
            flips++;
        }
    }
}
