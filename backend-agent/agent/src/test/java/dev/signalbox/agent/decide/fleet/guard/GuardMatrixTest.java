package dev.signalbox.agent.decide.fleet.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.guard.GuardMatrix.Use;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardMatrixTest {

    /** The table of the field's facts, word by word; 11 and 15 are not judged at this stage. */
    private static final String TABLE =
            """
            | | region scope | fleet scope |
            |---|---|---|
            | 2, 4, 5, 6, 8, 17, 18, 19, last usable target | A M | A M |
            | 1 quorum | (region's own epoch) | A M |
            | 3, 15, 16 | - | A M |
            | 7 verdict is infrastructure | A | A M |
            | 9 target green 5 min, 10, 11 capacity | configured capacity and fresh health | A M |
            | 12 cap | - | A (M warns) |
            | 13, 14 block, freeze, brake | A (M warns) | A (M warns) |
            """;

    private static final int LAST_USABLE_TARGET = 20;

    /** One cell: a guard's number, a scope, and what is written there. */
    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        TABLE.lines()
                .skip(2)
                .map(line -> line.split("\\|"))
                .forEach(
                        row -> {
                            for (int number : numbers(row[1])) {
                                cells.add(Arguments.of(number, Scope.REGION, row[2].strip()));
                                cells.add(Arguments.of(number, Scope.FLEET, row[3].strip()));
                            }
                        });
        return cells.stream();
    }

    private static List<Integer> numbers(String head) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : head.split(",")) {
            String first = part.strip().split(" ")[0];
            if (first.matches("\\d+")) {
                numbers.add(Integer.parseInt(first));
            } else if (part.strip().equals("last usable target")) {
                numbers.add(LAST_USABLE_TARGET);
            }
        }
        return numbers;
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cells")
    void appliesAsTheTableSays(int number, Scope scope, String cell) {
        Use automatic;
        Use manual;
        switch (cell) {
            case "A M", "configured capacity and fresh health" -> {
                automatic = Use.JUDGES;
                manual = Use.JUDGES;
            }
            case "A (M warns)" -> {
                automatic = Use.JUDGES;
                manual = Use.WARNS;
            }
            case "A" -> {
                automatic = Use.JUDGES;
                manual = Use.NOT;
            }
            case "-" -> {
                automatic = Use.NOT;
                manual = Use.NOT;
            }
            case "(region's own epoch)" -> {
                automatic = Use.OWN_EPOCH;
                manual = Use.OWN_EPOCH;
            }
            default -> throw new AssertionError("\"" + cell + "\" is not in the table's words");
        }
        for (FleetGuard guard : FleetGuard.values()) {
            // Front doors stand beside the way back, and there are none inside a region.
            boolean door = guard == FleetGuard.DOOR_REACHABLE && scope == Scope.REGION;
            if (guard.number() == number && !door) {
                assertThat(GuardMatrix.use(guard, scope, Origin.AUTOMATIC))
                        .as("%s automatic", guard)
                        .isEqualTo(automatic);
                assertThat(GuardMatrix.use(guard, scope, Origin.MANUAL))
                        .as("%s manual", guard)
                        .isEqualTo(manual);
            }
        }
    }

    @Test
    void noGuardIsMissingInTheTable() {
        assertThat(cells().map(cell -> (Integer) cell.get()[0]).distinct().toList())
                .containsAll(Arrays.stream(FleetGuard.values()).map(FleetGuard::number).toList());
        assertThat(GuardMatrix.use(FleetGuard.DOOR_REACHABLE, Scope.REGION, Origin.MANUAL))
                .isEqualTo(Use.NOT);
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
                                        FleetGuard.PROBLEM_FOLLOWS,
                                        FleetGuard.INFRASTRUCTURE_VERDICT)
                                .map(g -> g.text(Scope.REGION)))
                .containsExactly(
                        "single_flight",
                        "last_usable_trunk",
                        "fresh_evidence",
                        "encryption_parity",
                        "telephony_capacity",
                        "problem_follows",
                        "evidence");
        assertThat(FleetGuard.LAST_USABLE_TARGET.text(Scope.FLEET)).isEqualTo("last_usable_target");
    }
}
