package dev.signalbox.world.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SIPp logged for the callers: {@code call-id seconds microseconds event [detail]}, one
 * line per event, as caller.xml writes it.
 */
final class CallerLog {

    private static final class Building {
        final int planned;
        final long sentMicros;
        @Nullable Long ringingMicros;
        @Nullable Integer finalCode;
        @Nullable Long finalMicros;

        Building(int planned, long sentMicros) {
            this.planned = planned;
            this.sentMicros = sentMicros;
        }
    }

    private CallerLog() {}

    /** The calls in the order they began; lines that are not ours are passed over. */
    static List<Observed.Call> read(List<String> lines) {
        Map<String, Building> calls = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.strip().split(" ", -1);
            if (words.length >= 4) {
                event(calls, words);
            }
        }
        List<Observed.Call> result = new ArrayList<>();
        calls.forEach(
                (callId, call) ->
                        result.add(
                                new Observed.Call(
                                        callId,
                                        call.planned,
                                        call.sentMicros,
                                        call.ringingMicros,
                                        call.finalCode,
                                        call.finalMicros)));
        return result;
    }

    private static void event(Map<String, Building> calls, String[] words) {
        long micros;
        try {
            micros =
                    Math.round(Double.parseDouble(words[1])) * 1_000_000
                            + Math.round(Double.parseDouble(words[2]));
        } catch (NumberFormatException e) {
            return;
        }
        if (words[3].equals("sent") && words.length == 5) {
            calls.put(words[0], new Building(Arrivals.finalCodeOf(words[4]), micros));
            return;
        }
        Building call = calls.get(words[0]);
        if (call == null) {
            return;
        }
        if (words[3].equals("ringing") && call.ringingMicros == null) {
            call.ringingMicros = micros;
        } else if (words[3].equals("final") && words.length == 5 && call.finalCode == null) {
            call.finalCode = Integer.parseInt(words[4]);
            call.finalMicros = micros;
        }
    }
}
