package dev.signalbox.model.fleet;

import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * The calls of a trunk or a service, or of a trunk to the numbers that begin alike.
 *
 * @param target a trunk or a service
 * @param direction of the calls, inbound or outbound; both together for services
 * @param prefix how the called numbers begin, for example {@code +49}; empty for all of them
 * @param windows 10 s, 1 min, 5 min and 1 h, in this order
 */
public record MetricsView(
        Target target, Trunk.Direction direction, String prefix, List<CallMetrics> windows) {
    public MetricsView {
        windows = List.copyOf(windows);
    }
}
