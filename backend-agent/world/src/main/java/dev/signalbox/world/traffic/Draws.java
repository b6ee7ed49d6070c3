package dev.signalbox.world.traffic;

import java.util.SplittableRandom;

/** Draws from the distributions that telephone traffic follows. */
public final class Draws {

    private Draws() {}

    /** Exponential with the given mean: the gap between Poisson arrivals. */
    public static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Log-normal with the given median and shape. */
    public static double logNormal(SplittableRandom random, double median, double sigma) {
        return median * Math.exp(sigma * gaussian(random));
    }

    /**
     * Box and Muller: SplittableRandom keeps no second value, so one of the pair is thrown away.
     */
    private static double gaussian(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
