package dev.signalbox.agent.config;

import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.policy.ProviderLimits;
import java.time.Duration;

/** The limits of paths, providers and conversations; what is left out keeps its default. */
final class LimitsReader {

    private static final Value<Double> RATIO = Quantities.percent(0.1, 100, "10%");
    private static final Value<Integer> COUNT = Quantities.whole(1, 100_000, "5");
    private static final Value<Duration> SPAN = Quantities.duration("1s", "10min", "30s");
    private static final Value<Double> MOS = Quantities.decimal(1, 4.5, "3.5");

    private LimitsReader() {}

    static PathLimits paths(Section section) {
        PathLimits defaults = PathLimits.DEFAULTS;
        Value<Duration> delay = Quantities.duration("1ms", "10s", "30ms");
        PathLimits read =
                new PathLimits(
                        section.optional("lossMax", RATIO, defaults.lossRatioMax()),
                        millis(section, "jitterMax", delay, defaults.jitterMillisMax()),
                        millis(section, "roundTripMax", delay, defaults.roundTripMillisMax()),
                        section.optional("mosMin", MOS, defaults.mosMin()),
                        section.optional(
                                "window",
                                Quantities.duration("2s", "1min", "4s"),
                                defaults.window()),
                        section.optional("packetsMin", COUNT, defaults.packetsMin()));
        section.end();
        return read;
    }

    static ProviderLimits providers(Section section) {
        ProviderLimits defaults = ProviderLimits.DEFAULTS;
        ProviderLimits read =
                new ProviderLimits(
                        section.optional("failures", COUNT, defaults.failures()),
                        section.optional("serverErrorCalls", COUNT, defaults.serverErrorCalls()),
                        section.optional("failureRatioMin", RATIO, defaults.failureRatioMin()),
                        section.optional("within", SPAN, defaults.within()),
                        section.optional("open", SPAN, defaults.open()),
                        section.optional("closingHold", SPAN, defaults.closingHold()),
                        section.optional("closingCalls", COUNT, defaults.closingCalls()),
                        section.optional("quotaCalls", COUNT, defaults.quotaCalls()),
                        section.optional("slowRatio", RATIO, defaults.slowRatio()),
                        section.optional("slowSamples", COUNT, defaults.slowSamples()),
                        section.optional("slowWithin", SPAN, defaults.slowWithin()));
        section.end();
        return read;
    }

    static ConversationLimits conversations(Section section) {
        ConversationLimits defaults = ConversationLimits.DEFAULTS;
        ConversationLimits read =
                new ConversationLimits(
                        section.optional("silentAfter", SPAN, defaults.silentAfter()),
                        section.optional(
                                "misunderstoodRatio", RATIO, defaults.misunderstoodRatio()),
                        section.optional(
                                "misunderstoodCalls", COUNT, defaults.misunderstoodCalls()),
                        section.optional(
                                "misunderstoodWithin", SPAN, defaults.misunderstoodWithin()),
                        section.optional(
                                "dependencyFailures", COUNT, defaults.dependencyFailures()),
                        section.optional("starvedAfter", SPAN, defaults.starvedAfter()));
        section.end();
        return read;
    }

    private static double millis(
            Section section, String key, Value<Duration> kind, double fallback) {
        Duration read = section.optional(key, kind);
        return read == null ? fallback : read.toMillis();
    }
}
