package dev.signalbox.agent.measure.ai;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.fleet.ProviderView.ModelView;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.ProviderLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is measured on one provider: windows per model, counts, detectors. */
final class ProviderMeter {

    /** Models shown apart; all further ones share one entry. */
    static final int MODELS_MAX = 8;

    static final String OTHER_MODELS = "other";
    static final String MODEL_NOT_NAMED = "not named";

    private static final int MODEL_LENGTH_MAX = 80;

    private final Provider provider;
    private final ProviderErrors errors;
    private final ProviderQuota quota;
    private final ProviderSlowness slowness;
    private final Map<String, CallSlots> models = new LinkedHashMap<>();
    private long goodCalls;
    private long slowCalls;
    private long deadCalls;
    private long quotaCalls;
    private long lastCallNanos = Long.MIN_VALUE;

    ProviderMeter(Provider provider, ProviderLimits limits) {
        this.provider = provider;
        errors = new ProviderErrors(provider.target(), limits);
        quota = new ProviderQuota(provider.target(), limits);
        slowness = new ProviderSlowness(provider, limits);
    }

    /**
     * A call that ended.
     *
     * @param firstMillis its first response, null when there is none that can be believed
     */
    void accept(WorkerFact.ProviderCall call, @Nullable Double firstMillis, long nanos) {
        CallResult result = call.result();
        lastCallNanos = nanos;
        model(call.model()).count(result, firstMillis, nanos);
        count(result, slowness.late(firstMillis));
        errors.accept(result, call.origin().traceId(), nanos);
        quota.accept(result, nanos);
        slowness.accept(result, firstMillis, nanos);
    }

    private void count(CallResult result, boolean late) {
        switch (result) {
            case OK -> {
                goodCalls += late ? 0 : 1;
                slowCalls += late ? 1 : 0;
            }
            case SERVER_ERROR, TIMEOUT, CONNECTION, OTHER_ERROR -> deadCalls++;
            case QUOTA -> quotaCalls++;
            case CLIENT_ERROR, CANCELLED -> {}
        }
    }

    private CallSlots model(String name) {
        String model = name.isBlank() ? MODEL_NOT_NAMED : name;
        if (model.length() > MODEL_LENGTH_MAX) {
            model = model.substring(0, MODEL_LENGTH_MAX);
        }
        CallSlots known = models.get(model);
        if (known == null) {
            String key = models.size() < MODELS_MAX ? model : OTHER_MODELS;
            known = models.computeIfAbsent(key, _ -> new CallSlots());
        }
        return known;
    }

    void expire(long nanos) {
        errors.expire(nanos);
        quota.expire(nanos);
        slowness.expire(nanos);
    }

    /** Grows with every symptom that comes or goes. */
    long flips() {
        return errors.latch().flips() + quota.latch().flips() + slowness.latch().flips();
    }

    ProviderPicture picture() {
        List<Symptom> symptoms = new ArrayList<>(3);
        if (errors.latch().isOn()) {
            symptoms.add(errors.symptom());
        }
        if (quota.latch().isOn()) {
            symptoms.add(quota.symptom());
        }
        if (slowness.latch().isOn()) {
            symptoms.add(slowness.symptom());
        }
        return new ProviderPicture(
                provider.target(),
                new ProviderPicture.Counts(goodCalls, slowCalls, deadCalls, quotaCalls),
                symptoms,
                lastCallNanos,
                errors.deadShare());
    }

    List<ProviderWindow> windows(long nanos) {
        return CallSlots.windows(models.values(), nanos);
    }

    /** Busiest of the last five minutes first. */
    List<ModelView> models(long nanos) {
        return models.entrySet().stream()
                .map(
                        e ->
                                new ModelView(
                                        e.getKey(),
                                        CallSlots.windows(List.of(e.getValue()), nanos)))
                .sorted(
                        Comparator.comparingLong((ModelView m) -> m.windows().getLast().calls())
                                .reversed())
                .toList();
    }
}
