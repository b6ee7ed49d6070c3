package dev.signalbox.dashboards.part.health;

import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One thing of one region and how it is, as words.
 *
 * @param region whose agent says so
 * @param since how long it has been in this state
 * @param finding what is the matter, empty when nothing is
 * @param evidence what this rests on, with its numbers
 * @param age of the newest evidence, {@code -} when there is none
 */
public record HealthRow(
        Kind kind,
        Sign sign,
        String title,
        String region,
        String state,
        String since,
        String finding,
        String evidence,
        String age) {

    /** Everything in all regions, the worst first; what is equally bad keeps its place. */
    public static List<HealthRow> of(FleetView view) {
        List<HealthRow> rows = new ArrayList<>();
        for (RegionEntry entry : view.regions()) {
            for (HealthEntry health : entry.view().senses().health()) {
                rows.add(of(health, entry, view));
            }
        }
        rows.sort(
                Comparator.comparing(HealthRow::sign)
                        .reversed()
                        .thenComparing(HealthRow::kind)
                        .thenComparing(HealthRow::region)
                        .thenComparing(HealthRow::title));
        return rows;
    }

    private static HealthRow of(HealthEntry health, RegionEntry entry, FleetView view) {
        Long age = health.ageMillis();
        return new HealthRow(
                Kind.of(health.target()),
                entry.stale() ? Sign.STALE : Sign.of(health.severity()),
                health.title(),
                entry.view().target().name(),
                entry.stale() ? "not known; was " + health.state() : health.state(),
                Times.elapsed(health.since(), view.at()),
                health.finding(),
                String.join(", ", health.evidence()),
                age == null ? Numbers.UNDEFINED : Times.age(age + entry.ageMillis()));
    }
}
