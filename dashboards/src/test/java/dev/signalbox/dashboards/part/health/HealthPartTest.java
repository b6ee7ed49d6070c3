package dev.signalbox.dashboards.part.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthPartTest {

    @Test
    void whatIsWrongStandsFirstWithItsEvidence() {
        List<HealthRow> rows = HealthRow.of(Scenes.misunderstands());
        HealthRow crm =
                rows.stream()
                        .filter(row -> row.kind() == Kind.DEPENDENCY)
                        .findFirst()
                        .orElseThrow();
        assertThat(crm.sign()).isEqualTo(Sign.MAJOR);
        assertThat(crm.region()).isEqualTo("eu-central");
        assertThat(crm.finding()).isEqualTo("7 of the last 9 calls failed");
        assertThat(crm.evidence()).isEqualTo("41 of 310 calls failed in 60 s");
        assertThat(crm.since()).isEqualTo("00:24");
        assertThat(rows).extracting(HealthRow::sign).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void theAgeOfTheReportCountsToo() {
        HealthRow row = HealthRow.of(Scenes.disconnected()).getFirst();
        assertThat(row.sign()).isEqualTo(Sign.STALE);
        assertThat(row.state()).isEqualTo("not known; was well");
        assertThat(HealthRow.of(Scenes.disconnected()).stream().map(HealthRow::age))
                .contains("95 s");
    }

    @Test
    void countsOfAllRegionsAndOfEach() {
        List<HealthSum> sums = sums(Scenes.misunderstands());
        assertThat(sums)
                .extracting(HealthSum::region)
                .containsExactly("", "eu-central", "eu-west", "us-east");
        assertThat(sums.getFirst().count(Kind.DEPENDENCY).words()).isEqualTo("1 of 3 wrong");
        assertThat(sums.getFirst().count(Kind.PATH).words()).isEqualTo("6, none wrong");
        assertThat(sums.get(2).sign()).isEqualTo(Sign.WELL);
        assertThat(sums(Scenes.disconnected()).getFirst().count(Kind.PATH).words())
                .isEqualTo("6 not known");
        assertThat(sums(Scenes.empty())).isEmpty();
    }

    private static List<HealthSum> sums(FleetView view) {
        return HealthSum.of(view, HealthRow.of(view));
    }
}
