package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Target.Dependency CRM = new Target.Dependency("crm");

    private final HealthReport report =
            new HealthReport(
                    new Policy(
                            "lab",
                            "00",
                            List.of(new Region("lab", "Lab", 0, 0, "EU", Region.Kind.CLOUD)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            Thresholds.DEFAULTS,
                            Rules.OBSERVING),
                    "lab");

    @Test
    void whatGoesAndComesBackIsAsItIsSinceItCameBack() {
        assertThat(since(NOON, CRM)).isEqualTo(NOON);
        assertThat(since(NOON.plusSeconds(5), CRM)).isEqualTo(NOON);
        // Gone for want of calls. What nobody saw is not claimed, and nothing is kept of it.
        report.of(List.of(), senses(), Severity.WELL, "", NOON.plusSeconds(10));
        assertThat(since(NOON.plusSeconds(60), CRM)).isEqualTo(NOON.plusSeconds(60));
    }

    private Instant since(Instant now, Target.Dependency dependency) {
        return report.of(List.of(), senses(dependency), Severity.WELL, "", now).stream()
                .filter(entry -> entry.target().equals(dependency))
                .map(HealthEntry::since)
                .findFirst()
                .orElseThrow();
    }

    private static RegionSenses senses(Target.Dependency... dependencies) {
        return new RegionSenses(
                List.of(),
                List.of(),
                List.of(),
                List.of(dependencies).stream()
                        .map(d -> new DependencyView(d, Severity.WELL, "", 9, 0, 200L))
                        .toList(),
                CausesView.NONE,
                new SilenceView(0, 0, 0, 0, 0, List.of()),
                List.of());
    }
}
