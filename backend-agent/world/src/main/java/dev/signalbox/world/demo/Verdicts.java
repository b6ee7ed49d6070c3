package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.v1.CallVerdict;
import dev.signalbox.v1.ReadCallsResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last verdict of one agent on each call. It is followed while the demo runs, because the
 * agent's own memory is bounded. Thread-safe.
 */
final class Verdicts {

    /** A demo that is left alone runs for days: older calls are forgotten. */
    private static final int CALLS_MAX = 200_000;

    private final Map<String, Tag> byCallId =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Tag> eldest) {
                    return size() > CALLS_MAX;
                }
            };

    /** Takes what the agent sent; a revision comes later than what it revises. */
    synchronized void take(ReadCallsResponse response) {
        for (CallVerdict verdict : response.getCallsList()) {
            byCallId.put(verdict.getCallId(), Tag.of(verdict.getTag()).orElse(Tag.UNKNOWN));
        }
    }

    /** By Call-ID. */
    synchronized Map<String, Tag> byCallId() {
        return Map.copyOf(byCallId);
    }
}
