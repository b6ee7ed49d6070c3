package dev.signalbox.analyze;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls and legs of a capture. Legs count all calls; of the calls themselves some are kept. */
final class CallBook {

    private static final int CALLS_MAX = 20_000;
    private static final int LEGS_MAX = 10_000;

    private record Ends(String from, IpEndpoint to) {}

    private final Map<Ends, Leg> legs = new LinkedHashMap<>();
    private final List<LegCall> calls = new ArrayList<>();
    private long callsLeftOut;
    private long legsLeftOut;

    void add(LegCall call) {
        Ends ends = new Ends(call.from().address(), call.to());
        Leg leg = legs.get(ends);
        if (leg == null && legs.size() < LEGS_MAX) {
            leg = new Leg(ends.from, ends.to);
            legs.put(ends, leg);
        }
        if (leg == null) {
            legsLeftOut++;
        } else {
            leg.add(call);
        }
        if (calls.size() < CALLS_MAX) {
            calls.add(call);
        } else {
            callsLeftOut++;
        }
    }

    List<Leg> legs() {
        return List.copyOf(legs.values());
    }

    /** In the order of their INVITEs. */
    List<LegCall> calls() {
        return calls.stream().sorted(Comparator.comparingLong(LegCall::invitedMicros)).toList();
    }

    long callsLeftOut() {
        return callsLeftOut;
    }

    /** Calls of legs that are not shown. */
    long legsLeftOut() {
        return legsLeftOut;
    }
}
