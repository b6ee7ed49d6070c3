package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final List<Arrivals.Planned> CALLS =
            Arrivals.draw(20, Duration.ofMinutes(10), 7);

    @Test
    void theSameSeedMakesTheSameCallsAndAnotherSeedOthers() {
        assertThat(Arrivals.draw(20, Duration.ofMinutes(10), 7)).isEqualTo(CALLS);
        assertThat(Arrivals.draw(20, Duration.ofMinutes(10), 8)).isNotEqualTo(CALLS);
    }

    @Test
    void arrivalsArePoisson() {
        assertThat(CALLS.size()).isBetween(11_500, 12_500);
        double[] gaps =
                java.util.stream.IntStream.range(1, CALLS.size())
                        .mapToDouble(i -> CALLS.get(i).atMillis() - CALLS.get(i - 1).atMillis())
                        .toArray();
        double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
        double variance =
                java.util.Arrays.stream(gaps)
                        .map(g -> (g - mean) * (g - mean))
                        .average()
                        .orElseThrow();
        // Exponential gaps have a standard deviation equal to their mean; a fixed rate has none.
        assertThat(Math.sqrt(variance) / mean).isBetween(0.95, 1.05);
    }

    @Test
    void outcomesAreWhatTheNumberTellsTheCarrier() {
        assertThat(CALLS)
                .allSatisfy(
                        c -> assertThat(Arrivals.finalCodeOf(c.number())).isEqualTo(c.finalCode()));
        double answered = CALLS.stream().filter(c -> c.finalCode() == 200).count();
        assertThat(answered / CALLS.size()).isBetween(0.94, 0.96);
    }
}
