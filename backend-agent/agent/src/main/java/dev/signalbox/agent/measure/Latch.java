package dev.signalbox.agent.measure;

/** Whether a symptom is on, since when, and how often that changed. */
public final class Latch {

    private boolean on;
    private long sinceNanos;
    private long flips;

    /** Whether it is on. */
    public boolean isOn() {
        return on;
    }

    /** Monotonic time of the last change. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** How often it came or went. */
    public long flips() {
        return flips;
    }

    /** Makes it so; {@code nanos} is kept only when that is a change. */
    public void set(boolean wanted, long nanos) {
        if (on != wanted) {
            on = wanted;
            sinceNanos = nanos;
            flips++;
        }
    }
}
