package dev.signalbox.dashboards.scene;

import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything of a region in one list, as its agent would report it. */
final class SceneHealth {

    private SceneHealth() {}

    static List<DependencyView> dependencies(Moment moment) {
        boolean down = moment == Moment.MISUNDERSTANDS;
        return List.of(
                new DependencyView(
                        new Target.Dependency("crm"),
                        down ? Severity.MAJOR : Severity.WELL,
                        down ? "7 of the last 9 calls failed" : "",
                        310,
                        down ? 41 : 0,
                        400L));
    }

    static RegionSenses with(RegionSenses senses, String region) {
        List<HealthEntry> entries = new ArrayList<>();
        entries.add(entry(new Target.Region(region), region, Severity.WELL, "", "", 0L));
        senses.services()
                .forEach(
                        s ->
                                entries.add(
                                        entry(
                                                s.target(),
                                                s.title(),
                                                s.severity(),
                                                s.finding(),
                                                "rung " + s.rung().text(),
                                                null)));
        senses.paths().stream()
                .filter(p -> p.path().from().equals(region))
                .forEach(
                        p ->
                                entries.add(
                                        entry(
                                                p.path(),
                                                p.path().from() + " to " + p.path().to(),
                                                p.state().severity(),
                                                p.finding(),
                                                p.quality().lost() + " packets lost in 4 s",
                                                p.ageMillis())));
        senses.providers()
                .forEach(
                        p ->
                                entries.add(
                                        entry(
                                                p.target(),
                                                p.title(),
                                                p.state().severity(),
                                                p.finding(),
                                                "first response p95 640 ms of 28",
                                                p.ageMillis())));
        senses.dependencies()
                .forEach(
                        d ->
                                entries.add(
                                        entry(
                                                d.target(),
                                                d.target().name(),
                                                d.severity(),
                                                d.finding(),
                                                d.failed() + " of 310 calls failed in 60 s",
                                                d.ageMillis())));
        return senses.withHealth(entries);
    }

    private static HealthEntry entry(
            Target target,
            String title,
            Severity severity,
            String finding,
            String evidence,
            @Nullable Long age) {
        return new HealthEntry(
                target,
                title,
                severity,
                severity == Severity.WELL ? "well" : "not well",
                finding,
                Scenes.AT.minusSeconds(severity == Severity.WELL ? 1_800 : 24),
                evidence.isEmpty() ? List.of() : List.of(evidence),
                age);
    }
}
