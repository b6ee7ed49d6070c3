package dev.signalbox.analyze;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the attempts from one address to one endpoint came to. */
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
    private long completed;
    private long talkMillis;

    Leg(String from, IpEndpoint to) {
        this.from = from;
        this.to = to;
    }

    void add(LegCall call) {
        attempts++;
        if (call.status() > 0) {
            responses.merge(call.status(), 1L, Long::sum);
        }
        delivered += call.delivered() ? 1 : 0;
        Long answered = call.answeredMicros();
        Long ended = call.endedMicros();
        if (answered != null && ended != null) {
            completed++;
            talkMillis += (ended - answered) / 1_000;
        }
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

    /** Address of the callers. */
    public String from() {
        return from;
    }

    /** Who is called there. */
    public IpEndpoint to() {
        return to;
    }

    /** What became of the attempts; all of them are seizures, as the capture is over. */
    public CallCounts counts() {
        return new CallCounts(
                attempts,
                attempts,
                responses.getOrDefault(200, 0L),
                delivered,
                attempts - responses.values().stream().mapToLong(Long::longValue).sum(),
                0,
                completed,
                0,
                0,
                talkMillis,
                responses,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
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
}
