package dev.signalbox.agent.measure.path;

/** Wilson's score interval of a ratio (Wilson 1927), for few samples and small ratios. */
final class Wilson {

    /** 95 %, two-sided. */
    private static final double Z = 1.959964;

    private Wilson() {}

    /** The ratio that is at least there, 0 to 1; 0 without samples. */
    static double lower(long hits, long samples) {
        if (samples == 0 || hits == 0) {
            return 0;
        }
        double n = samples;
        double p = hits / n;
        double centre = p + Z * Z / (2 * n);
        double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return Math.max(0, (centre - spread) / (1 + Z * Z / n));
    }
}
