package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * All that measure knows of one provider at one moment.
 *
 * @param counts calls since the agent started; decisions compare two readings
 * @param symptoms what is wrong now, empty when nothing is
 * @param lastCallNanos monotonic time of arrival of the last report, {@link Long#MIN_VALUE} before
 *     the first
 * @param deadShare of its newest calls, 0 to 1: a provider with errors may still serve most of them
 */
public record ProviderPicture(
        Target.Provider provider,
        Counts counts,
        List<Symptom> symptoms,
        long lastCallNanos,
        double deadShare) {

    public ProviderPicture {
        symptoms = List.copyOf(symptoms);
    }

    /**
     * Calls since the agent started.
     *
     * @param good ended with {@code OK} and in time
     * @param slow ended with OK and later than the provider's limit
     * @param dead of those {@code CallResult.dead()}
     * @param quota refused for quota or rate
     */
    public record Counts(long good, long slow, long dead, long quota) {

        /** No calls yet. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        /** What was added since {@code earlier}, a reading of the same run of the agent. */
        public Counts minus(Counts earlier) {
            return new Counts(
                    good - earlier.good,
                    slow - earlier.slow,
                    dead - earlier.dead,
                    quota - earlier.quota);
        }
    }
}
