package dev.signalbox.world.lab;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges a run from its records; pure. */
final class Evaluation {

    /**
     * A fault and what it did. A heal has no effects of its own: all null.
     *
     * @param detectedMillis fault until the agent's diagnosis of the same trunk
     * @param reroutedMillis fault until the first new call whose first INVITE went straight to
     *     another carrier
     * @param lastCallToFaultyMillis fault until the last new call that was still sent to the faulty
     *     carrier, first or as a retry, before it was healed
     * @param callsFailed calls that got something else than the callee would have given, from the
     *     fault until healed
     * @param addedPddMillisP95 p95 of the post-dial delay of reached calls that began within 10 s
     *     after the fault, less the p95 before it
     */
    record Effect(
            Fault fault,
            Instant at,
            @Nullable Long detectedMillis,
            @Nullable Long reroutedMillis,
            @Nullable Long lastCallToFaultyMillis,
            @Nullable Integer callsFailed,
            @Nullable Double addedPddMillisP95) {}

    private final Observed observed;
    private final Map<String, Observed.Leg> firstLegs = new HashMap<>();

    Evaluation(Observed observed) {
        this.observed = observed;
        for (Observed.Leg leg : observed.legs()) {
            firstLegs.putIfAbsent(leg.callId(), leg);
        }
    }

    int attempted() {
        return observed.calls().size();
    }

    int answered() {
        return (int) observed.calls().stream().filter(Observed.Call::answered).count();
    }

    int failed() {
        return (int) observed.calls().stream().filter(Observed.Call::failed).count();
    }

    /**
     * What each fault did.
     *
     * @param diagnoses when the agent said what of which trunk
     */
    List<Effect> effects(List<AgentRecords.Diagnosed> diagnoses) {
        return observed.faults().stream().map(f -> effect(f, diagnoses)).toList();
    }

    private Effect effect(Observed.Injected injected, List<AgentRecords.Diagnosed> diagnoses) {
        Fault fault = injected.fault();
        long at = injected.atMicros();
        Instant instant = AgentRecords.instant(at);
        if (fault.kind() == Fault.Kind.HEAL) {
            return new Effect(fault, instant, null, null, null, null, null);
        }
        long end = endOf(injected);
        OptionalLong rerouted =
                firstLegs.values().stream()
                        .filter(leg -> leg.atMicros() >= at && !leg.trunk().equals(fault.target()))
                        .mapToLong(Observed.Leg::atMicros)
                        .min();
        OptionalLong last =
                observed.legs().stream()
                        .filter(leg -> leg.trunk().equals(fault.target()))
                        .mapToLong(Observed.Leg::atMicros)
                        .filter(micros -> micros >= at && micros < end)
                        .max();
        OptionalLong detected =
                diagnoses.stream()
                        .filter(d -> d.target().equals(fault.target()))
                        .mapToLong(AgentRecords.Diagnosed::atMicros)
                        .filter(micros -> micros >= at)
                        .min();
        int failed = (int) observed.calls().stream().filter(c -> fails(c, at, end)).count();
        return new Effect(
                fault,
                instant,
                millisAfter(at, detected),
                millisAfter(at, rerouted),
                millisAfter(at, last),
                failed,
                addedPdd(at, end));
    }

    /** Until the first heal of the same trunk, or for ever. */
    private long endOf(Observed.Injected injected) {
        return observed.faults().stream()
                .filter(f -> f.fault().kind() == Fault.Kind.HEAL)
                .filter(f -> f.fault().target().equals(injected.fault().target()))
                .mapToLong(Observed.Injected::atMicros)
                .filter(micros -> micros >= injected.atMicros())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A call that was under way or began while the fault was on, and did not go as planned. */
    private static boolean fails(Observed.Call call, long at, long end) {
        return call.failed()
                && call.sentMicros() < end
                && (call.finalMicros() == null || call.finalMicros() >= at);
    }

    private @Nullable Double addedPdd(long at, long end) {
        long until = Math.min(end, at + LabSettings.ADDED_PDD_WINDOW.toNanos() / 1000);
        Double before = pddP95(c -> c.sentMicros() < at && reached(c, at));
        Double during = pddP95(c -> c.sentMicros() >= at && c.sentMicros() < until);
        return before == null || during == null ? null : during - before;
    }

    /** A call begun just before the fault may carry its delay: it belongs to neither side. */
    private static boolean reached(Observed.Call call, long at) {
        Double pdd = call.pddMillis();
        return pdd != null && call.sentMicros() + pdd * 1000 < at;
    }

    private @Nullable Double pddP95(Predicate<Observed.Call> which) {
        double[] sorted =
                observed.calls().stream()
                        .filter(which)
                        .map(Observed.Call::pddMillis)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
        if (sorted.length < 20) {
            return null;
        }
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    private static @Nullable Long millisAfter(long at, OptionalLong micros) {
        return micros.isPresent() ? (micros.getAsLong() - at) / 1000 : null;
    }
}
