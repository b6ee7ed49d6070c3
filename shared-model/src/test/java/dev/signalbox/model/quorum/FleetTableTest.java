package dev.signalbox.model.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.route.FleetTable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FleetTableTest {

    private static final List<String> REGIONS = List.of("a", "b", "c", "d");
    private static final List<String> SERVICES = List.of("bookings", "claims", "clinic");

    @Property(tries = 300)
    void everyStageAddsUpAndIsNearerThanTheOneBefore(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent) {
        RandomValues random = new RandomValues(seed);
        FleetTable before = random.table();
        FleetTable after = random.table();
        FleetTable here = before.towards(after, percent);
        FleetTable there = before.towards(after, percent + 1);
        assertThat(here.epoch()).isEqualTo(before.epoch() + 1);
        for (String door : REGIONS) {
            for (String service : SERVICES) {
                SortedMap<String, Integer> shares = here.shares(door, service);
                assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(100);
                for (String region : REGIONS) {
                    int from = share(before, door, service, region);
                    int to = share(after, door, service, region);
                    int at = share(here, door, service, region);
                    int next = share(there, door, service, region);
                    assertThat(at).isBetween(Math.min(from, to), Math.max(from, to));
                    assertThat(next).isBetween(Math.min(at, to), Math.max(at, to));
                    if (to > from) {
                        assertThat(at).as("a target gets calls at once").isGreaterThan(from);
                    }
                }
            }
        }
    }

    @Property(tries = 300)
    void theLastStageIsThePlan(@ForAll long seed) {
        RandomValues random = new RandomValues(seed);
        FleetTable before = random.table();
        FleetTable after = random.table();
        assertThat(before.towards(after, 100).doors()).isEqualTo(after.doors());
        assertThat(before.towards(before, 50).doors()).isEqualTo(before.doors());
    }

    @Test
    void sharesThatDoNotAddUpAreRefused() {
        SortedMap<String, Integer> short99 = new TreeMap<>(Map.of("a", 50, "b", 49));
        assertThatThrownBy(() -> FleetTable.DEFAULT.with("a", "bookings", short99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bookings: shares add up to 99, not 100");
        SortedMap<String, Integer> below = new TreeMap<>(Map.of("a", 101, "b", -1));
        assertThatThrownBy(() -> FleetTable.DEFAULT.with("a", "bookings", below))
                .hasMessageContaining("below 0");
    }

    @Test
    void whatStaysAtHomeIsLeftOut() {
        SortedMap<String, Integer> away = new TreeMap<>(Map.of("b", 100));
        FleetTable table = FleetTable.DEFAULT.with("a", "bookings", away);
        assertThat(table.shares("a", "bookings")).isEqualTo(Map.of("b", 100));
        assertThat(table.shares("a", "claims")).isEqualTo(Map.of("a", 100));
        assertThat(table.with("a", "bookings", new TreeMap<>(Map.of("a", 100))).doors()).isEmpty();
    }

    private static int share(FleetTable table, String door, String service, String region) {
        return table.shares(door, service).getOrDefault(region, 0);
    }
}
