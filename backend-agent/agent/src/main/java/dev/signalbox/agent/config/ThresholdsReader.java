package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Quantities.Fraction;
import dev.signalbox.model.policy.Thresholds;
import java.time.Duration;
import java.util.Optional;

/** The thresholds of {@code policy.yaml}; what is left out is {@link Thresholds#DEFAULTS}. */
final class ThresholdsReader {

    private static final Value<Fraction> UNANSWERED = Quantities.fraction(100, "3 of 4");
    private static final Value<Fraction> REJECTED = Quantities.fraction(100, "4 of 5");
    private static final Value<Duration> UNANSWERED_AFTER =
            Quantities.duration("100ms", "32s", "500ms");
    private static final Value<Double> REJECTED_RATIO = Quantities.percent(1, 100, "30%");
    private static final Value<Duration> OPTIONS_INTERVAL =
            Quantities.duration("500ms", "10min", "2s");
    private static final Value<Duration> OPTIONS_DEADLINE =
            Quantities.duration("50ms", "30s", "500ms");
    private static final Value<Integer> OPTIONS_IN_A_ROW = Quantities.whole(1, 100, "3");
    private static final Value<Duration> COOL_DOWN = Quantities.duration("100ms", "24h", "10min");
    private static final Value<Duration> STAGE_HOLD = Quantities.duration("100ms", "1h", "30s");
    private static final Value<Integer> STAGE_CALLS = Quantities.whole(1, 10_000, "3");
    private static final Value<Duration> STAGE_WAIT_MAX =
            Quantities.duration("100ms", "24h", "2min");
    private static final Value<Duration> EVIDENCE_AGE_MAX =
            Quantities.duration("1s", "10min", "10s");

    private ThresholdsReader() {}

    static Thresholds read(Optional<Section> section) {
        return section.map(ThresholdsReader::read).orElse(Thresholds.DEFAULTS);
    }

    private static Thresholds read(Section section) {
        Thresholds defaults = Thresholds.DEFAULTS;
        Fraction unanswered =
                section.optional(
                        "unansweredInvites",
                        UNANSWERED,
                        new Fraction(defaults.unansweredNeeded(), defaults.unansweredOf()));
        Fraction rejected =
                section.optional(
                        "rejectedInvites",
                        REJECTED,
                        new Fraction(defaults.rejectedNeeded(), defaults.rejectedOf()));
        Thresholds read =
                new Thresholds(
                        unanswered.needed(),
                        unanswered.of(),
                        section.optional(
                                "unansweredAfter", UNANSWERED_AFTER, defaults.unansweredAfterMin()),
                        rejected.needed(),
                        rejected.of(),
                        section.optional("rejectedRatio", REJECTED_RATIO, defaults.rejectedRatio()),
                        section.optional(
                                "optionsInterval", OPTIONS_INTERVAL, defaults.optionsInterval()),
                        section.optional(
                                "optionsDeadline", OPTIONS_DEADLINE, defaults.optionsDeadline()),
                        section.optional(
                                "optionsMisses", OPTIONS_IN_A_ROW, defaults.optionsMisses()),
                        section.optional("optionsGood", OPTIONS_IN_A_ROW, defaults.optionsGood()),
                        section.optional("coolDown", COOL_DOWN, defaults.coolDown()),
                        section.optional("returnStageHold", STAGE_HOLD, defaults.returnStageHold()),
                        section.optional(
                                "returnStageCalls", STAGE_CALLS, defaults.returnStageCalls()),
                        section.optional(
                                "returnStageWaitMax",
                                STAGE_WAIT_MAX,
                                defaults.returnStageWaitMax()),
                        section.optional(
                                "evidenceAgeMax", EVIDENCE_AGE_MAX, defaults.evidenceAgeMax()),
                        section.section("paths", "lossMax: 1%")
                                .map(LimitsReader::paths)
                                .orElse(defaults.paths()),
                        section.section("providers", "failures: 5")
                                .map(LimitsReader::providers)
                                .orElse(defaults.providers()),
                        section.section("conversations", "silentAfter: 2s")
                                .map(LimitsReader::conversations)
                                .orElse(defaults.conversations()));
        section.end();
        sense(section, read);
        return read;
    }

    /** Values that are right by themselves and wrong together. */
    private static void sense(Section section, Thresholds read) {
        if (read.optionsDeadline().compareTo(read.optionsInterval()) > 0) {
            section.error(
                    "optionsDeadline",
                    "is longer than optionsInterval (" + millis(read.optionsInterval()) + ")",
                    "500ms");
        }
        if (read.returnStageWaitMax().compareTo(read.returnStageHold()) < 0) {
            section.error(
                    "returnStageWaitMax",
                    "is shorter than returnStageHold (" + millis(read.returnStageHold()) + ")",
                    "2min");
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
