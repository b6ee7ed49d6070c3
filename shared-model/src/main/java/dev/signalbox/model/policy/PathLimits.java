package dev.signalbox.model.policy;

import java.time.Duration;

/**
 * When a media path counts as poor. Defaults: {@link #DEFAULTS}.
 *
 * @param lossRatioMax 0 to 1; the loss of the window must be above it beyond chance
 * @param jitterMillisMax interarrival jitter
 * @param roundTripMillisMax median round trip
 * @param mosMin estimated MOS, 1 to 4.5
 * @param window over which it is judged
 * @param packetsMin fewer say nothing
 */
public record PathLimits(
        double lossRatioMax,
        double jitterMillisMax,
        double roundTripMillisMax,
        double mosMin,
        Duration window,
        int packetsMin) {

    /** Practice guides, Twilio Voice Insights. */
    public static final PathLimits DEFAULTS =
            new PathLimits(0.01, 30, 400, 3.5, Duration.ofSeconds(4), 100);
}
