package dev.signalbox.agent.measure.ai;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ProviderLimits;
import dev.signalbox.model.target.Target;

/** A provider lives and refuses for quota or rate. */
final class ProviderQuota {

    private final Target.Provider provider;
    private final ProviderLimits limits;
    private final FailureWatch watch;

    ProviderQuota(Target.Provider provider, ProviderLimits limits) {
        this.provider = provider;
        this.limits = limits;
        watch =
                new FailureWatch(
                        new FailureWatch.Limits(
                                limits.quotaCalls(), limits.failureRatioMin(), limits.within()),
                        result -> result == CallResult.QUOTA);
    }

    Latch latch() {
        return watch.latch();
    }

    void accept(CallResult result, long nanos) {
        watch.accept(result, false, nanos);
    }

    void expire(long nanos) {
        watch.expire(nanos);
    }

    Symptom symptom() {
        return new Symptom(
                provider,
                Symptom.Kind.PROVIDER_QUOTA,
                Symptom.Source.WORKERS,
                latch().sinceNanos(),
                watch.newestBadNanos(),
                (int) Math.min(Integer.MAX_VALUE, watch.seen().calls()),
                FailureWords.share(watch.seen(), limits.within()) + " refused for quota or rate");
    }
}
