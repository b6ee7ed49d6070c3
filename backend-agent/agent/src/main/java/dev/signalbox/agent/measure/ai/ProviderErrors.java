package dev.signalbox.agent.measure.ai;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ProviderLimits;
import dev.signalbox.model.target.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls to a provider fail: enough dead calls, or server errors in several phone calls, and a large
 * enough share of all. Refusals for quota, our own mistakes and calls the worker gave up are no
 * sign of death.
 */
final class ProviderErrors {

    /** Phone calls whose server errors are remembered. */
    private static final int CALLS_MAX = 256;

    private final Target.Provider provider;
    private final ProviderLimits limits;
    private final FailureWatch watch;
    private final Map<String, Long> serverErrorNanos = new LinkedHashMap<>();

    ProviderErrors(Target.Provider provider, ProviderLimits limits) {
        this.provider = provider;
        this.limits = limits;
        watch =
                new FailureWatch(
                        new FailureWatch.Limits(
                                limits.failures(), limits.failureRatioMin(), limits.within()),
                        CallResult::dead);
    }

    Latch latch() {
        return watch.latch();
    }

    /** A call that ended, of the phone call with {@code traceId}. */
    void accept(CallResult result, String traceId, long nanos) {
        boolean was = latch().isOn();
        long oldest = nanos - limits.within().toNanos();
        serverErrorNanos.values().removeIf(at -> at < oldest);
        if (result == CallResult.SERVER_ERROR) {
            remember(traceId, nanos);
        }
        watch.accept(result, serverErrorNanos.size() >= limits.serverErrorCalls(), nanos);
        forgetAfter(was);
    }

    /** Of its newest calls, 0 to 1. */
    double deadShare() {
        return watch.newestBadShare();
    }

    void expire(long nanos) {
        boolean was = latch().isOn();
        watch.expire(nanos);
        forgetAfter(was);
    }

    private void forgetAfter(boolean wasOn) {
        if (wasOn && !latch().isOn()) {
            serverErrorNanos.clear();
        }
    }

    Symptom symptom() {
        return new Symptom(
                provider,
                Symptom.Kind.PROVIDER_ERRORS,
                Symptom.Source.WORKERS,
                latch().sinceNanos(),
                watch.newestBadNanos(),
                (int) Math.min(Integer.MAX_VALUE, watch.seen().calls()),
                FailureWords.failed(watch.seen(), limits.within()));
    }

    private void remember(String traceId, long nanos) {
        serverErrorNanos.remove(traceId);
        if (serverErrorNanos.size() >= Math.max(CALLS_MAX, limits.serverErrorCalls())) {
            serverErrorNanos.remove(serverErrorNanos.keySet().iterator().next());
        }
        serverErrorNanos.put(traceId, nanos);
    }
}
