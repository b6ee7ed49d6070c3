package dev.signalbox.agent.measure.ai;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.ProviderLimits;
import org.jspecify.annotations.Nullable;

/**
 * First responses of a provider come late. One that never came before the worker gave up is late
 * too. It goes off when less than half of the share that made it is late, from five on.
 */
final class ProviderSlowness {

    /** As few as say that it is well again. */
    private static final int SAMPLES_FOR_THE_END = 5;

    private final Provider provider;
    private final ProviderLimits limits;
    private final Latch latch = new Latch();
    private final SlidingCounts lateOnes;
    private final SlidingCounts inTime;
    private long newestLateNanos;
    private long lateSeen;
    private long samplesSeen;

    ProviderSlowness(Provider provider, ProviderLimits limits) {
        this.provider = provider;
        this.limits = limits;
        lateOnes = new SlidingCounts(limits.slowWithin());
        inTime = new SlidingCounts(limits.slowWithin());
    }

    Latch latch() {
        return latch;
    }

    /** Later than the provider's own limit. */
    boolean late(@Nullable Double firstMillis) {
        return firstMillis != null && firstMillis > provider.firstResponseMax().toNanos() / 1e6;
    }

    void accept(CallResult result, @Nullable Double firstMillis, long nanos) {
        boolean timeout = result == CallResult.TIMEOUT && firstMillis == null;
        if (firstMillis == null && !timeout) {
            return;
        }
        boolean late = timeout || late(firstMillis);
        if (late) {
            lateOnes.add(nanos);
            newestLateNanos = nanos;
            judge(nanos);
        } else {
            inTime.add(nanos);
            expire(nanos);
        }
    }

    private void judge(long nanos) {
        long late = lateOnes.sum(nanos);
        long samples = late + inTime.sum(nanos);
        lateSeen = late;
        samplesSeen = samples;
        if (samples >= limits.slowSamples() && late >= limits.slowRatio() * samples) {
            latch.set(true, nanos);
        }
    }

    void expire(long nanos) {
        if (!latch.isOn()) {
            return;
        }
        long late = lateOnes.sum(nanos);
        long samples = late + inTime.sum(nanos);
        boolean fewLate = late * 2 < limits.slowRatio() * samples;
        if (late == 0 || (samples >= SAMPLES_FOR_THE_END && fewLate)) {
            latch.set(false, nanos);
        }
    }

    Symptom symptom() {
        return new Symptom(
                provider.target(),
                Symptom.Kind.PROVIDER_SLOW,
                Symptom.Source.WORKERS,
                latch.sinceNanos(),
                newestLateNanos,
                (int) Math.min(Integer.MAX_VALUE, samplesSeen),
                lateSeen
                        + " of "
                        + samplesSeen
                        + " first responses in "
                        + FailureWords.duration(limits.slowWithin())
                        + " came later than "
                        + FailureWords.duration(provider.firstResponseMax()));
    }
}
