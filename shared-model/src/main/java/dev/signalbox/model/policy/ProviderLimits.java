package dev.signalbox.model.policy;

import java.time.Duration;

/**
 * When an AI provider counts as dead, over quota or slow, and how it gets its calls back. Defaults:
 * {@link #DEFAULTS}.
 *
 * @param failures dead calls within {@code within} that open the breaker
 * @param serverErrorCalls phone calls with a 5xx within {@code within} that open it too
 * @param failureRatioMin and at least this share of the calls within {@code within} failed, 0 to 1:
 *     a busy provider always has some failures
 * @param within see above
 * @param open how long it stays open before one call may try
 * @param closingHold how long each part of the way back (10 %, 50 %) is watched at least
 * @param closingCalls calls that must go well in each part
 * @param quotaCalls calls refused for quota within {@code within} that make the symptom
 * @param slowRatio share of first responses later than the provider's own limit that makes the
 *     symptom, 0 to 1
 * @param slowSamples fewer first responses say nothing
 * @param slowWithin over how long slowness is judged
 */
public record ProviderLimits(
        int failures,
        int serverErrorCalls,
        double failureRatioMin,
        Duration within,
        Duration open,
        Duration closingHold,
        int closingCalls,
        int quotaCalls,
        double slowRatio,
        int slowSamples,
        Duration slowWithin) {

    /** Practice guides; the ratios and sample counts are our own choice. */
    public static final ProviderLimits DEFAULTS =
            new ProviderLimits(
                    5,
                    2,
                    0.10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    3,
                    5,
                    0.50,
                    20,
                    Duration.ofSeconds(15));
}
