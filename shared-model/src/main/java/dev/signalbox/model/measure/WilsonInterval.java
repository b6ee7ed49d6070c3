package dev.signalbox.model.measure;

/**
 * The 95 % Wilson score interval of a ratio (E. B. Wilson, 1927): honest also for few samples and
 * ratios near 0 or 1.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record WilsonInterval(double low, double high) {

    private static final double Z = 1.959964;

    /** The interval of {@code hits} out of {@code samples}, which must be at least 1. */
    public static WilsonInterval of(long hits, long samples) {
        if (samples < 1 || hits < 0 || hits > samples) {
            throw new IllegalArgumentException(hits + " of " + samples + ": no ratio");
        }
        double n = samples;
        double p = hits / n;
        double zz = Z * Z;
        double centre = p + zz / (2 * n);
        double margin = Z * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
        return new WilsonInterval(
                Math.max(0, (centre - margin) / (1 + zz / n)),
                Math.min(1, (centre + margin) / (1 + zz / n)));
    }
}
