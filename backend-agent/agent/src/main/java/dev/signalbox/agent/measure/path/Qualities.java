package dev.signalbox.agent.measure.path;

import dev.signalbox.model.media.PathInterval.Direction;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.quality.EModel;
import dev.signalbox.model.quality.Impairment;
import dev.signalbox.model.quality.Rating;
import dev.signalbox.model.quality.Transmission;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Quality of one direction. The rating is what a call with G.711 and loss concealment (Ie 0, Bpl
 * 25.1) would get on this road: the network's share alone, without phones, carriers and AI.
 *
 * <p>Assumed: both directions take half of the round trip; 20 ms of packetisation; a jitter buffer
 * of twice the jitter. So Ta = round trip / 2 + 20 ms + 2 x jitter. BurstR is the mean run of lost
 * packets over the one that random loss of this ratio would have, at least 1.
 */
final class Qualities {

    private static final double PACKETISATION_MILLIS = 20;
    private static final double JITTER_BUFFER_FACTOR = 2;

    private Qualities() {}

    /**
     * @param directions of the intervals of the window, nulls where nothing is known
     * @param roundTripsMillis of the same, nulls where nothing came back
     */
    static PathQuality of(
            long windowMillis,
            List<@Nullable Direction> directions,
            List<@Nullable Double> roundTripsMillis) {
        long expected = 0;
        long lost = 0;
        long bursts = 0;
        double jitterSum = 0;
        int jitters = 0;
        for (Direction direction : directions) {
            if (direction == null) {
                continue;
            }
            expected += direction.expected();
            lost += direction.lost();
            bursts += direction.lossBursts();
            if (direction.lost() < direction.expected()) {
                jitterSum += direction.jitterMillis();
                jitters++;
            }
        }
        Double jitterMillis = jitters == 0 ? null : jitterSum / jitters;
        Double roundTripMillis = median(roundTripsMillis);
        if (jitterMillis == null || roundTripMillis == null || lost == expected) {
            return new PathQuality(
                    windowMillis, expected, lost, jitterMillis, roundTripMillis, null, null);
        }
        Rating rating =
                EModel.rate(
                        Impairment.G711_PLC,
                        new Transmission(
                                roundTripMillis / 2
                                        + PACKETISATION_MILLIS
                                        + JITTER_BUFFER_FACTOR * jitterMillis,
                                100.0 * lost / expected,
                                burstRatio(expected, lost, bursts)));
        return new PathQuality(
                windowMillis,
                expected,
                lost,
                jitterMillis,
                roundTripMillis,
                rating.r(),
                rating.mos());
    }

    private static double burstRatio(long expected, long lost, long bursts) {
        if (lost == 0 || bursts == 0) {
            return 1;
        }
        double meanRun = (double) lost / bursts;
        return Math.max(1, meanRun * (1 - (double) lost / expected));
    }

    private static @Nullable Double median(List<@Nullable Double> values) {
        double[] sorted =
                values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            return null;
        }
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
