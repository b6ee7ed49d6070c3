package dev.signalbox.model.cause;

import java.util.List;

/**
 * Calls of one service with one cause.
 *
 * @param service as in targets; empty when nobody named it
 * @param lastMinute calls that ended so in the last 60 s
 * @param lastFiveMinutes in the last 5 min
 * @param total since the agent started
 * @param suspected of the last 5 min, those where infrastructure is suspected only
 * @param newest some of the newest, newest first
 */
public record CauseGroup(
        String service,
        Tag tag,
        long lastMinute,
        long lastFiveMinutes,
        long total,
        long suspected,
        List<CallVerdict> newest) {

    public CauseGroup {
        newest = List.copyOf(newest);
    }
}
