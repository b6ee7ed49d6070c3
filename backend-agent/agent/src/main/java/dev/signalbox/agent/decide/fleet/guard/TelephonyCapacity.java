package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Channels and calls per second of every target after the move, redials counted. */
final class TelephonyCapacity implements Judge {

    @Override
    public Finding judge(Question question) {
        List<Finding> each = new ArrayList<>();
        for (String target : question.targets()) {
            each.add(
                    TelephonyLoad.after(
                                    question.picture(),
                                    question.plan().moves(),
                                    question.remainingRatio(),
                                    target,
                                    question.limits().redialFactor())
                            .map(load -> judge(question, load))
                            .orElseGet(
                                    () ->
                                            Finding.block(
                                                    "the load of "
                                                            + question.title(target)
                                                            + " is not known")));
        }
        if (each.isEmpty()) {
            return Finding.pass("nothing to load");
        }
        Finding worst = each.stream().max(Comparator.comparing(Finding::verdict)).orElseThrow();
        String words = String.join("; ", each.stream().map(Finding::detail).toList());
        return new Finding(worst.verdict(), words + "; the week's peak is not known");
    }

    private static Finding judge(Question question, TelephonyLoad load) {
        GuardLimits limits = question.limits();
        String words = load.words(question.title(load.region()), limits.redialFactor());
        TelephonyLoad.Limit fullest = load.fullest();
        if (fullest.ratioBusiest() <= limits.capacityPassRatio()) {
            return Finding.pass(words);
        }
        return fullest.ratioBusiest() <= limits.capacityWarnRatio()
                ? Finding.warn(words)
                : Finding.block(words + part(load, limits.capacityWarnRatio()));
    }

    /** How much of the move would fit. */
    private static String part(TelephonyLoad load, double ratioMax) {
        double fits =
                load.limits().stream()
                        .filter(l -> l.after() > l.before())
                        .mapToDouble(
                                l ->
                                        1
                                                - (l.busiest() - l.max() * ratioMax)
                                                        / (l.after() - l.before()))
                        .min()
                        .orElse(0);
        return fits < 0.01
                ? ": none of these calls fit"
                : String.format(
                        Locale.ROOT,
                        ": about %.0f %% of these calls would fit",
                        Math.min(1, fits) * 100);
    }
}
