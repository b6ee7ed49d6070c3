package dev.signalbox.world.traffic;

import java.util.SplittableRandom;

/**
 * How much of its busiest traffic a region has at a time of day: a night floor and two working-day
 * humps, a little different for every seed.
 */
public final class DailyShape {

    /** Even at night this much of the peak is left: people of other time zones call too. */
    static final double FLOOR = 0.45;

    private final double morningHour;
    private final double afternoonHour;
    private final double afternoonHeight;

    public DailyShape(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        morningHour = 10.5 + random.nextDouble(-0.4, 0.4);
        afternoonHour = 15.5 + random.nextDouble(-0.4, 0.4);
        afternoonHeight = 0.92 + random.nextDouble(-0.05, 0.05);
    }

    /**
     * The ratio of the peak, {@value #FLOOR} to 1.
     *
     * @param localSecondOfDay seconds since local midnight; any number, days repeat
     */
    public double ratio(double localSecondOfDay) {
        double hour = localSecondOfDay / 3600;
        double humps =
                Math.max(hump(hour, morningHour), afternoonHeight * hump(hour, afternoonHour));
        return FLOOR + (1 - FLOOR) * humps;
    }

    private static double hump(double hour, double centre) {
        double away = Math.abs(hour - centre) % 24;
        double distance = Math.min(away, 24 - away);
        double width = 2.8;
        return Math.exp(-distance * distance / (2 * width * width));
    }
}
