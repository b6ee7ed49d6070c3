package dev.signalbox.model.fleet;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AI provider in one model region, as this region's workers meet it.
 *
 * @param title the name people use
 * @param finding what is the matter in words, empty when nothing is
 * @param sharePercent of the calls that would go to it, 0 to 100
 * @param since when it came into this state, null while it is well since the agent started
 * @param windows 10 s, 1 min and 5 min over all models, in this order
 * @param models the same per model, busiest first
 * @param usualFirstMillis limit beyond which a first response counts as slow
 * @param ageMillis age of the last report when this was reported, null when there is none
 */
public record ProviderView(
        Target.Provider target,
        String title,
        String jurisdiction,
        State state,
        String finding,
        int sharePercent,
        @Nullable Instant since,
        List<ProviderWindow> windows,
        List<ModelView> models,
        double usualFirstMillis,
        @Nullable Long ageMillis) {

    public ProviderView {
        windows = List.copyOf(windows);
        models = List.copyOf(models);
    }

    /** One model of a provider. */
    public record ModelView(String model, List<ProviderWindow> windows) {

        public ModelView {
            windows = List.copyOf(windows);
        }
    }

    /** How a provider is. */
    public enum State {
        WELL(Severity.WELL),
        /** Too few calls to say; a provider further down a chain usually is. */
        INSUFFICIENT(Severity.WELL),
        /** First responses come late. */
        SLOW(Severity.MAJOR),
        /** It refuses for quota or rate. */
        OVER_QUOTA(Severity.MAJOR),
        /** Calls to it fail. */
        FAILING(Severity.CRITICAL),
        /** Its breaker is open: new calls go to the next of the chain. */
        OPEN(Severity.MAJOR),
        /** One call tries it. */
        TRIAL(Severity.MINOR),
        /** It gets its calls back by and by. */
        CLOSING(Severity.MINOR);

        private final Severity severity;

        State(Severity severity) {
            this.severity = severity;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }
    }
}
