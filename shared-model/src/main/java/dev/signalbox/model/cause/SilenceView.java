package dev.signalbox.model.cause;

import java.util.List;

/**
 * Callers who hear nothing although it is the agent's turn.
 *
 * @param silentNow answered calls in the agent's turn without voiced outbound RTP for 2 s
 * @param judged live calls of which enough is known to say so
 * @param live answered calls now
 * @param begunLastFiveMinutes silences that began in the last 5 min
 * @param longestMillis of those that last now, 0 when none does
 * @param calls some of the silent calls, longest first
 */
public record SilenceView(
        int silentNow,
        int judged,
        int live,
        long begunLastFiveMinutes,
        long longestMillis,
        List<SilentCall> calls) {

    /** Nothing is known of any call. */
    public static final SilenceView NONE = new SilenceView(0, 0, 0, 0, 0, List.of());

    public SilenceView {
        calls = List.copyOf(calls);
    }

    /**
     * A call that hears nothing.
     *
     * @param sinceMillis how long
     * @param reason what the agent waits for, as far as is known
     */
    public record SilentCall(String callId, String service, long sinceMillis, String reason) {}
}
