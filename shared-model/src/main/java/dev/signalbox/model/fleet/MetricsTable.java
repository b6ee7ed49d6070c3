package dev.signalbox.model.fleet;

import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Call metrics of the whole fleet, put together as somebody wants to see them: counts are added up
 * and distributions merged, never ratios or quantiles. Calls that we send and calls that we get are
 * never in one line.
 */
public final class MetricsTable {

    /** What one line stands for. */
    public enum By {
        /** A trunk of a region. */
        TRUNK,
        /** A carrier in all its regions. */
        CARRIER,
        /** A region with all its carriers. */
        REGION,
        /** A service in all its regions. */
        SERVICE,
        /** Called numbers that begin alike, through one carrier in all its regions. */
        PREFIX
    }

    /**
     * One line.
     *
     * @param name of what it stands for: {@code eu-central/northwind}, {@code northwind}, {@code
     *     +49/northwind}
     * @param title the name people use
     * @param direction of its calls; both together for services
     */
    public record Row(
            String name, String title, Trunk.Direction direction, List<CallMetrics> windows) {
        public Row {
            windows = List.copyOf(windows);
        }

        private Row plus(Row other) {
            List<CallMetrics> sum = new ArrayList<>();
            for (int i = 0; i < Math.min(windows.size(), other.windows.size()); i++) {
                sum.add(windows.get(i).plus(other.windows.get(i)));
            }
            return new Row(name, title, direction, sum);
        }
    }

    private final By by;
    private final Map<String, Row> rows = new TreeMap<>();

    private MetricsTable(By by) {
        this.by = by;
    }

    /** The lines of {@code by}, by name. */
    public static List<Row> of(List<RegionView> regions, By by) {
        MetricsTable table = new MetricsTable(by);
        for (RegionView region : regions) {
            for (MetricsView metrics : region.metrics().rows()) {
                switch (metrics.target()) {
                    case Target.Trunk trunk -> table.trunk(region, trunk, metrics);
                    case Target.Service service -> table.service(region, service, metrics);
                    case Target.Region _,
                            Target.Carrier _,
                            Target.Provider _,
                            Target.Path _,
                            Target.Dependency _ -> {}
                }
            }
        }
        return List.copyOf(table.rows.values());
    }

    private void trunk(RegionView region, Target.Trunk trunk, MetricsView metrics) {
        String prefix = metrics.prefix();
        if (prefix.isEmpty() == (by == By.PREFIX)) {
            return;
        }
        String carrier =
                region.trunks().stream()
                        .filter(view -> view.target().equals(trunk))
                        .map(TrunkView::carrierTitle)
                        .findFirst()
                        .orElse(trunk.carrier());
        switch (by) {
            case TRUNK ->
                    add(
                            trunk.region() + "/" + trunk.carrier(),
                            carrier + " in " + region.title(),
                            metrics);
            case CARRIER -> add(trunk.carrier(), carrier, metrics);
            case REGION -> add(trunk.region(), region.title(), metrics);
            case PREFIX ->
                    add(prefix + "/" + trunk.carrier(), prefix + " through " + carrier, metrics);
            case SERVICE -> {}
        }
    }

    private void service(RegionView region, Target.Service service, MetricsView metrics) {
        if (by == By.SERVICE) {
            String title =
                    region.senses().services().stream()
                            .filter(view -> view.target().equals(service))
                            .map(ServiceView::title)
                            .findFirst()
                            .orElse(service.name());
            add(service.name(), title, metrics);
        }
    }

    private void add(String name, String title, MetricsView metrics) {
        Row row = new Row(name, title, metrics.direction(), metrics.windows());
        rows.merge(name + " " + metrics.direction(), row, Row::plus);
    }
}
