package dev.signalbox.model.quality;

/**
 * How a codec takes packet loss (ITU-T G.113 appendix I).
 *
 * @param ie equipment impairment factor without loss, 0 to 95
 * @param bpl packet-loss robustness factor, above 0; the higher the better it takes loss
 */
public record Impairment(double ie, double bpl) {

    /** G.711 without packet-loss concealment. */
    public static final Impairment G711 = new Impairment(0, 4.3);

    /** G.711 with packet-loss concealment (G.711 appendix I). */
    public static final Impairment G711_PLC = new Impairment(0, 25.1);

    /** G.729A with voice activity detection. */
    public static final Impairment G729A_VAD = new Impairment(11, 19);

    /** G.723.1 at 6.3 kbit/s with voice activity detection. */
    public static final Impairment G723_1_63_VAD = new Impairment(15, 16.1);

    public Impairment {
        if (!(ie >= 0 && ie <= 95)) {
            throw new IllegalArgumentException("ie " + ie + ": 0 to 95");
        }
        if (!(bpl > 0)) {
            throw new IllegalArgumentException("bpl " + bpl + ": above 0");
        }
    }
}
