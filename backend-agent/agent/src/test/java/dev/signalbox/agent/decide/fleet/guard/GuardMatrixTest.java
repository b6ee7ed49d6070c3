package dev.signalbox.agent.decide.fleet.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.guard.GuardMatrix.Use;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Scope;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardMatrixTest {

    /** The table of the field's facts, row by row; 11 and 15 are not judged yet. */
    @ParameterizedTest
    @CsvSource({
        // guard, region manual, region automatic, fleet manual, fleet automatic
        "QUORUM_AND_EPOCH, OWN_EPOCH, OWN_EPOCH, JUDGES, JUDGES",
        "SINGLE_FLIGHT, JUDGES, JUDGES, JUDGES, JUDGES",
        "REGION_REMAINS, NOT, NOT, JUDGES, JUDGES",
        "RESIDENCY, JUDGES, JUDGES, JUDGES, JUDGES",
        "EMERGENCY_CALLS, JUDGES, JUDGES, JUDGES, JUDGES",
        "FRESH_EVIDENCE, JUDGES, JUDGES, JUDGES, JUDGES",
        "INFRASTRUCTURE_VERDICT, NOT, JUDGES, JUDGES, JUDGES",
        "PROBLEM_FOLLOWS, JUDGES, JUDGES, JUDGES, JUDGES",
        "TARGET_GREEN, JUDGES, JUDGES, JUDGES, JUDGES",
        "TELEPHONY_CAPACITY, JUDGES, JUDGES, JUDGES, JUDGES",
        "MOVED_SHARE, NOT, NOT, WARNS, JUDGES",
        "ANTI_FLAP, WARNS, JUDGES, WARNS, JUDGES",
        "FREEZE_AND_BRAKE, WARNS, JUDGES, WARNS, JUDGES",
        "LIVE_CALLS, NOT, NOT, JUDGES, JUDGES",
        "WAY_BACK, JUDGES, JUDGES, JUDGES, JUDGES",
        "DOOR_REACHABLE, NOT, NOT, JUDGES, JUDGES",
        "ENCRYPTION_PARITY, JUDGES, JUDGES, JUDGES, JUDGES",
        "CALLER_NUMBERS, JUDGES, JUDGES, JUDGES, JUDGES",
        "LAST_USABLE_TARGET, JUDGES, JUDGES, JUDGES, JUDGES",
    })
    void appliesAsTheTableSays(
            FleetGuard guard,
            Use regionManual,
            Use regionAutomatic,
            Use fleetManual,
            Use fleetAutomatic) {
        assertThat(GuardMatrix.use(guard, Scope.REGION, Origin.MANUAL)).isEqualTo(regionManual);
        assertThat(GuardMatrix.use(guard, Scope.REGION, Origin.AUTOMATIC))
                .isEqualTo(regionAutomatic);
        assertThat(GuardMatrix.use(guard, Scope.FLEET, Origin.MANUAL)).isEqualTo(fleetManual);
        assertThat(GuardMatrix.use(guard, Scope.FLEET, Origin.AUTOMATIC)).isEqualTo(fleetAutomatic);
    }

    @Test
    void everyNumberButElevenAndFifteenIsThere() {
        assertThat(Arrays.stream(FleetGuard.values()).map(FleetGuard::number).distinct())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 19, 20);
    }

    @Test
    void namesAreThoseOfTheRegionsOwnGuards() {
        assertThat(
                        Stream.of(
                                        FleetGuard.SINGLE_FLIGHT,
                                        FleetGuard.LAST_USABLE_TARGET,
                                        FleetGuard.FRESH_EVIDENCE,
                                        FleetGuard.ENCRYPTION_PARITY,
                                        FleetGuard.TELEPHONY_CAPACITY,
                                        FleetGuard.PROBLEM_FOLLOWS)
                                .map(g -> g.text(Scope.REGION)))
                .containsExactly(
                        "single_flight",
                        "last_usable_trunk",
                        "fresh_evidence",
                        "encryption_parity",
                        "telephony_capacity",
                        "problem_follows");
        assertThat(FleetGuard.LAST_USABLE_TARGET.text(Scope.FLEET)).isEqualTo("last_usable_target");
    }
}
