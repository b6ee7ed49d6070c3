package dev.signalbox.model.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionPlanIdTest {

    @Test
    void anIdNamesItsRegionWhateverHyphensThatHas() {
        assertThat(RegionPlanId.region(RegionPlanId.of("eu-central", "m3x17")))
                .contains("eu-central");
        assertThat(RegionPlanId.region(RegionPlanId.of("lab", "m3x1"))).contains("lab");
    }

    @Test
    void aPlanOfTheFleetIsOfNoRegion() {
        assertThat(RegionPlanId.region("fleet-demo/42")).isEmpty();
        assertThat(RegionPlanId.region("")).isEmpty();
    }
}
