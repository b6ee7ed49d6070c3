package dev.signalbox.agent.measure.ai;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.measure.DependencyPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;

/**
 * Calls to one dependency. A client error is an answer, for example that there is no such customer:
 * it counts as failed and makes no symptom.
 */
final class DependencyMeter {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    /** A busy dependency always has some failures. */
    private static final double RATIO_MIN = 0.10;

    private final Target.Dependency dependency;
    private final FailureWatch watch;
    private final SlidingCounts calls = new SlidingCounts(Duration.ofMinutes(1));
    private final SlidingCounts failed = new SlidingCounts(Duration.ofMinutes(1));
    private long lastCallNanos = Long.MIN_VALUE;

    DependencyMeter(Target.Dependency dependency, ConversationLimits limits) {
        this.dependency = dependency;
        watch =
                new FailureWatch(
                        new FailureWatch.Limits(limits.dependencyFailures(), RATIO_MIN, WITHIN),
                        result -> result.dead() || result == CallResult.QUOTA);
    }

    Latch latch() {
        return watch.latch();
    }

    /** Monotonic time of the last report. */
    long lastCallNanos() {
        return lastCallNanos;
    }

    void accept(CallResult result, long nanos) {
        lastCallNanos = nanos;
        calls.add(nanos);
        if (result.failed()) {
            failed.add(nanos);
        }
        watch.accept(result, false, nanos);
    }

    void expire(long nanos) {
        watch.expire(nanos);
    }

    DependencyPicture picture(long nanos) {
        return new DependencyPicture(
                dependency,
                calls.sum(nanos),
                failed.sum(nanos),
                latch().isOn() ? List.of(symptom()) : List.of(),
                lastCallNanos);
    }

    private Symptom symptom() {
        return new Symptom(
                dependency,
                Symptom.Kind.DEPENDENCY_ERRORS,
                Symptom.Source.WORKERS,
                latch().sinceNanos(),
                watch.newestBadNanos(),
                (int) Math.min(Integer.MAX_VALUE, watch.seen().calls()),
                FailureWords.failed(watch.seen(), WITHIN));
    }
}
