package dev.signalbox.world.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CallGeneratorTest {

    private static final double NOON = 12 * 3600.0;
    private final RegionProfile frankfurt = Regions.demo().getFirst();

    private List<CallPlan> calls(long seed, int count) {
        CallGenerator generator = new CallGenerator(frankfurt, seed, NOON);
        return Stream.generate(generator::next).limit(count).toList();
    }

    @Test
    void theSameSeedGivesTheSameCalls() {
        assertThat(calls(7, 500)).isEqualTo(calls(7, 500)).isNotEqualTo(calls(8, 500));
    }

    @Test
    void arrivalsArePoissonAtTheRateOfTheHour() {
        int count = 20_000;
        List<CallPlan> calls = calls(3, count);
        double seconds = calls.getLast().atNanos() / 1e9;
        // Noon to about half past: between the humps, not below 0.7 of the peak.
        assertThat(count / seconds)
                .isBetween(0.7 * frankfurt.callsPerSecondMax(), frankfurt.callsPerSecondMax());
        double mean = seconds / count;
        double squares = 0;
        for (int i = 1; i < count; i++) {
            double gap = (calls.get(i).atNanos() - calls.get(i - 1).atNanos()) / 1e9 - mean;
            squares += gap * gap;
        }
        // Exponential gaps: the standard deviation equals the mean.
        assertThat(Math.sqrt(squares / count) / mean).isCloseTo(1.0, within(0.05));
    }

    @Test
    void conversationsLastThreeMinutesOnAverage() {
        double mean = calls(4, 40_000).stream().mapToLong(CallPlan::talkMillis).average().orElse(0);
        assertThat(mean).isCloseTo(180_000, within(9_000.0));
    }

    @Test
    void directionsAndFavouritesAreAsTheProfileSays() {
        List<CallPlan> calls = calls(5, 20_000);
        double inbound = calls.stream().filter(CallPlan::inbound).count() / 20_000.0;
        assertThat(inbound).isCloseTo(frankfurt.inboundRatio(), within(0.02));
        List<CallPlan> out = calls.stream().filter(c -> !c.inbound()).toList();
        double first = (double) out.stream().filter(c -> c.firstChoice() == 0).count() / out.size();
        assertThat(first).isCloseTo(0.74, within(0.02));
        assertThat(calls.stream().filter(CallPlan::emergency))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.to()).isEqualTo("112"));
    }

    @Test
    void carriersAnswerAsTheirProfilesSay() {
        CarrierProfile northwind = frankfurt.carriers().getFirst();
        List<LegOutcome> outcomes =
                calls(6, 20_000).stream().map(c -> LegOutcome.of(c, northwind)).toList();
        double answered =
                outcomes.stream().filter(LegOutcome.Answered.class::isInstance).count() / 20_000.0;
        assertThat(answered).isCloseTo(0.66, within(0.015));
        double[] delays =
                outcomes.stream()
                        .filter(LegOutcome.Answered.class::isInstance)
                        .mapToDouble(o -> ((LegOutcome.Answered) o).pddMillis())
                        .sorted()
                        .toArray();
        assertThat(delays[delays.length / 2]).isCloseTo(820, within(30.0));
        long unavailable =
                outcomes.stream()
                        .filter(o -> o instanceof LegOutcome.Refused r && r.status() == 503)
                        .count();
        assertThat(unavailable).isBetween(10L, 80L);
    }

    @Property
    void theDailyShapeStaysBetweenFloorAndPeak(
            @ForAll long seed, @ForAll @DoubleRange(min = -90_000, max = 180_000) double second) {
        DailyShape shape = new DailyShape(seed);
        assertThat(shape.ratio(second)).isBetween(DailyShape.FLOOR, 1.0);
        assertThat(shape.ratio(second)).isCloseTo(shape.ratio(second + 86_400), within(1e-9));
    }

    @Test
    void theDayIsBusierThanTheNight() {
        DailyShape shape = new DailyShape(1);
        assertThat(shape.ratio(10.5 * 3600)).isGreaterThan(2 * shape.ratio(3 * 3600));
    }
}
