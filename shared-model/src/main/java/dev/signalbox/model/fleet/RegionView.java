package dev.signalbox.model.fleet;

import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param arrivals new calls by whose numbers they are
 * @param metrics all call metrics; {@link RegionMetrics#NONE} in a delta while they are as before
 * @param relay null when the region's own agent says it
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
        RegionSenses senses,
        List<ArrivalsView> arrivals,
        RegionMetrics metrics,
        @Nullable Relay relay) {

    public RegionView {
        arrivals = List.copyOf(arrivals);
    }

    /**
     * Told by another agent than the region's own.
     *
     * @param by the region whose agent told it
     * @param ageMillis how long before that one had heard it
     */
    public record Relay(String by, long ageMillis) {}

    /** A report of the region's own agent that counts no arrivals and has no metrics. */
    public RegionView(
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
        this(
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
                history,
                agent,
                senses,
                List.of(),
                RegionMetrics.NONE,
                null);
    }

    /** This report with other slices of history. */
    public RegionView withHistory(List<HistoryPoint> slices) {
        return with(slices, arrivals, metrics, relay);
    }

    /** This report as another agent tells it. */
    public RegionView relayed(Relay by) {
        return with(history, arrivals, metrics, by);
    }

    /** This report with the calls that arrived. */
    public RegionView withArrivals(List<ArrivalsView> counted) {
        return with(history, counted, metrics, relay);
    }

    /** This report with these metrics. */
    public RegionView withMetrics(RegionMetrics made) {
        return with(history, arrivals, made, relay);
    }

    /** This report as the fleet judges the region: its own agent may not see what others see. */
    public RegionView judged(
            Severity worst, String found, List<IncidentView> wrong, RegionSenses sensed) {
        return new RegionView(
                target,
                title,
                latitude,
                longitude,
                jurisdiction,
                bootId,
                version,
                measuredAt,
                worst,
                found,
                liveCalls,
                callsPerSecond,
                trunks,
                wrong,
                history,
                agent,
                sensed,
                arrivals,
                metrics,
                relay);
    }

    private RegionView with(
            List<HistoryPoint> slices,
            List<ArrivalsView> counted,
            RegionMetrics made,
            @Nullable Relay told) {
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
                senses,
                counted,
                made,
                told);
    }
}
