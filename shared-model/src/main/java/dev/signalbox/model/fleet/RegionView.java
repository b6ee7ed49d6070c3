package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;

/**
 * A region as its agent reports it.
 *
 * @param title the name people use
 * @param bootId the agent's run
 * @param version grows with every change within a run
 * @param measuredAt when this was measured, by the agent's clock
 * @param severity the worst of what is wrong
 * @param finding the region in one short phrase: {@code Northwind rejects 38 %}; empty when all is
 *     well
 * @param trunks in the order of preference
 * @param incidents what is wrong, worst and newest first
 * @param history the last 30 minutes in slices, oldest first; in a delta only what is new
 * @param senses what is known beyond trunks
 */
public record RegionView(
        Target.Region target,
        String title,
        double latitude,
        double longitude,
        String jurisdiction,
        String bootId,
        long version,
        Instant measuredAt,
        Severity severity,
        String finding,
        int liveCalls,
        double callsPerSecond,
        List<TrunkView> trunks,
        List<IncidentView> incidents,
        List<HistoryPoint> history,
        AgentStatus agent,
        RegionSenses senses) {

    /** This report with other slices of history. */
    public RegionView withHistory(List<HistoryPoint> slices) {
        return new RegionView(
                target,
                title,
                latitude,
                longitude,
                jurisdiction,
                bootId,
                version,
                measuredAt,
                severity,
                finding,
                liveCalls,
                callsPerSecond,
                trunks,
                incidents,
                slices,
                agent,
                senses);
    }
}
