package dev.signalbox.agent.probe.path;

/** At most so many a second, with a second's worth at once after a pause. */
final class RateLimit {

    private final double perSecond;
    private double left;
    private long lastNanos;

    RateLimit(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.lastNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        left = Math.min(perSecond, left + (nowNanos - lastNanos) * perSecond / 1e9);
        lastNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
