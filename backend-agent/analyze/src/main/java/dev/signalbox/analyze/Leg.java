package dev.signalbox.analyze;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts from one address to one endpoint came to. Ratios are 0 to 1, and null when
 * there is nothing to divide by.
 */
public final class Leg {

    /** Up to so many delays quantiles are exact (nearest rank). */
    private static final int EXACT_MAX = 2_048;

    /** Relative error of the quantiles beyond that. */
    private static final double ACCURACY = 0.001;

    final String from;
    final IpEndpoint to;
    private final SortedMap<Integer, Long> responses = new TreeMap<>();
    private final DDSketch pddMillis = DDSketches.collapsingLowestDense(ACCURACY, 8_192);
    private final List<Double> firstMillis = new ArrayList<>();
    private double pddMillisMin = Double.MAX_VALUE;
    private double pddMillisMax;
    private long attempts;
    private long delivered;

    Leg(String from, IpEndpoint to) {
        this.from = from;
        this.to = to;
    }

    void add(LegCall call) {
        attempts++;
        if (call.status() > 0) {
            responses.merge(call.status(), 1L, Long::sum);
        }
        delivered += isDelivered(call) ? 1 : 0;
        Double millis = call.pddMillis();
        if (millis != null && millis >= 0) {
            pddMillis.accept(millis);
            if (firstMillis.size() < EXACT_MAX) {
                firstMillis.add(millis);
            }
            pddMillisMin = Math.min(pddMillisMin, millis);
            pddMillisMax = Math.max(pddMillisMax, millis);
        }
    }

    /** Answered, busy, rung and not answered, or rejected by the callee (ITU-T E.425). */
    private static boolean isDelivered(LegCall call) {
        return switch (call.status()) {
            case 200, 480, 486, 600, 603 -> true;
            case 408, 487 -> call.progressed();
            default -> false;
        };
    }

    /** Address of the callers. */
    public String from() {
        return from;
    }

    /** Who is called there. */
    public IpEndpoint to() {
        return to;
    }

    /** Initial INVITEs (RFC 6076). */
    public long attempts() {
        return attempts;
    }

    /** Final responses by status code. */
    public SortedMap<Integer, Long> responses() {
        return responses;
    }

    /** Answered by attempts (ITU-T E.411). */
    public @Nullable Double asr() {
        return ratio(count(200), attempts);
    }

    /** Network effectiveness (ITU-T E.425). */
    public @Nullable Double ner() {
        return ratio(delivered, attempts);
    }

    /** Session establishment (RFC 6076 section 4.6). */
    public @Nullable Double ser() {
        return ratio(count(200), attempts - redirected());
    }

    /** Session establishment effectiveness (RFC 6076 section 4.7). */
    public @Nullable Double seer() {
        long good = count(200) + count(480) + count(486) + count(600) + count(603);
        return ratio(good, attempts - redirected());
    }

    /** Ineffective session attempts (RFC 6076 section 4.8). */
    public @Nullable Double isa() {
        return ratio(count(408) + count(500) + count(503) + count(504), attempts);
    }

    /** Post-dial delay, exact or to within 0.1 % when there are many; null without samples. */
    public @Nullable Double pddMillis(double quantile) {
        if (firstMillis.isEmpty()) {
            return null;
        }
        if (firstMillis.size() < EXACT_MAX) {
            int rank = (int) Math.ceil(quantile * firstMillis.size());
            return firstMillis.stream().sorted().toList().get(Math.max(0, rank - 1));
        }
        double value = pddMillis.getValueAtQuantile(quantile);
        return Math.clamp(value, pddMillisMin, pddMillisMax);
    }

    private long redirected() {
        return responses.subMap(300, 400).values().stream().mapToLong(Long::longValue).sum();
    }

    private long count(int status) {
        return responses.getOrDefault(status, 0L);
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole <= 0 ? null : Double.valueOf((double) part / whole);
    }
}
