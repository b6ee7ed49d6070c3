package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Trunk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Guards of a move between trunks of one region, for {@link TrunkOut}. */
final class Guards {

    private Guards() {}

    /** What has to hold to undo a return: it is our own move, but the last road stays. */
    static List<GuardResult> judgeUndo(Moment moment, Trunk source, @Nullable Trunk target) {
        return List.of(new LastUsableTrunk().judge(moment, source, target));
    }

    /** Automation never takes out the last trunk that can carry calls. */
    static final class LastUsableTrunk implements Guard {
        @Override
        public GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target) {
            return target != null
                    ? result(
                            "last_usable_trunk", Verdict.PASS, target.target() + " can carry calls")
                    : result(
                            "last_usable_trunk",
                            Verdict.HARD,
                            source.target()
                                    + " is the last usable trunk of "
                                    + source.target().region()
                                    + ": taking it out would leave no road for new calls");
        }
    }

    /** Old measurements move nothing. */
    static final class FreshEvidence implements Guard {
        @Override
        public GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target) {
            OptionalLong newest =
                    moment.symptoms(source.target()).stream()
                            .filter(s -> s.source() != Symptom.Source.PROBE)
                            .mapToLong(Symptom::newestNanos)
                            .max();
            if (newest.isEmpty()) {
                return result("fresh_evidence", Verdict.PASS, "probes run now");
            }
            long ageMillis = moment.now().millisSince(newest.getAsLong());
            long ageMillisMax = moment.policy().thresholds().evidenceAgeMax().toMillis();
            return result(
                    "fresh_evidence",
                    ageMillis <= ageMillisMax ? Verdict.PASS : Verdict.BLOCK,
                    "its newest call is " + ageMillis + " ms old, at most " + ageMillisMax + " ms");
        }
    }

    /** Never onto a weaker protection than the source's. */
    static final class EncryptionParity implements Guard {
        @Override
        public GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target) {
            if (target == null) {
                return result("encryption_parity", Verdict.PASS, "nothing to compare");
            }
            boolean parity = target.security().compareTo(source.security()) >= 0;
            return result(
                    "encryption_parity",
                    parity ? Verdict.PASS : Verdict.HARD,
                    words(source.security()) + " to " + words(target.security()));
        }

        private static String words(Trunk.Security security) {
            return switch (security) {
                case NONE -> "unencrypted";
                case TLS -> "TLS";
                case TLS_SRTP -> "TLS + SRTP";
            };
        }
    }

    /**
     * Channels and calls per second at the target after the move; to 80 % passes, to 95 % warns.
     */
    static final class TelephonyCapacity implements Guard {
        private static final double WARN = 0.80;
        private static final double BLOCK = 0.95;

        @Override
        public GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target) {
            if (target == null) {
                return result("telephony_capacity", Verdict.PASS, "nothing to load");
            }
            TrunkPicture from = moment.picture(source.target()).orElse(null);
            TrunkPicture to = moment.picture(target.target()).orElse(null);
            if (from == null || to == null) {
                return result(
                        "telephony_capacity",
                        Verdict.BLOCK,
                        "load of " + target.target() + " is not known");
            }
            double channels = (double) (to.liveCalls() + from.liveCalls()) / target.channels();
            double rate =
                    (to.callsPerSecond() + from.callsPerSecond()) / target.callsPerSecondMax();
            double load = Math.max(channels, rate);
            return result(
                    "telephony_capacity",
                    load <= WARN ? Verdict.PASS : load <= BLOCK ? Verdict.WARN : Verdict.BLOCK,
                    String.format(
                            Locale.ROOT,
                            "%s after the move: %.0f %% of %d channels, %.0f %% of %.0f calls/s",
                            target.target(),
                            channels * 100,
                            target.channels(),
                            rate * 100,
                            target.callsPerSecondMax()));
        }
    }

    /**
     * A target that fails within a minute of taking over calls: the problem may follow the traffic.
     */
    static final class ProblemFollows implements Guard {
        private static final long WITHIN_MILLIS = 60_000;

        @Override
        public GuardResult judge(Moment moment, Trunk source, @Nullable Trunk target) {
            return moment.state().moved().entrySet().stream()
                    .filter(e -> e.getValue().sharePercent() < 100)
                    .filter(e -> e.getValue().to().contains(source.target()))
                    .filter(
                            e ->
                                    moment.journalMillis() - e.getValue().outSinceMillis()
                                            < WITHIN_MILLIS)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .map(
                            first ->
                                    result(
                                            "problem_follows",
                                            Verdict.BLOCK,
                                            source.target()
                                                    + " failed within a minute of taking over the calls of "
                                                    + Objects.requireNonNull(first)))
                    .orElse(
                            result(
                                    "problem_follows",
                                    Verdict.PASS,
                                    "took over no calls in the last minute"));
        }
    }

    private static GuardResult result(String guard, Verdict verdict, String detail) {
        return new GuardResult(guard, verdict, detail);
    }
}
