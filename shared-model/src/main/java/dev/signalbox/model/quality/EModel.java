package dev.signalbox.model.quality;

/**
 * The E-model, narrowband, all terms (ITU-T G.107, clause 7), with the recommendation's default
 * values for everything but delay, loss and codec. Wideband codecs live on another scale (G.107.1)
 * and must not be put in here.
 */
public final class EModel {

    /** Send and receive loudness rating, dB (G.107 table 2). */
    private static final double SLR = 8;

    private static final double RLR = 2;

    /** Sidetone masking and listener sidetone rating, dB. */
    private static final double STMR = 15;

    private static final double LSTR = 18;

    /** D-value of the telephone, send side. */
    private static final double DS = 3;

    /** Talker echo loudness rating and weighted echo path loss, dB. */
    private static final double TELR = 65;

    private static final double WEPL = 110;

    /** Quantisation distortion units. */
    private static final double QDU = 1;

    /** Circuit noise, dBm0p; noise floor at the receiver, dBmp; room noise, dB(A). */
    private static final double NC = -70;

    private static final double NFOR = -64;
    private static final double PS = 35;
    private static final double PR = 35;

    /** Advantage of access: none. */
    private static final double A = 0;

    private static final double OLR = SLR + RLR;
    private static final double NO = noise();
    private static final double RO = 15 - 1.5 * (SLR + NO);

    private EModel() {}

    /** Rates a transmission with a codec. */
    public static Rating rate(Impairment codec, Transmission transmission) {
        double t = transmission.delayMillis();
        double is = simultaneous(t);
        double idte = talkerEcho(t);
        double idle = listenerEcho(2 * t);
        double idd = absoluteDelay(t);
        double ieEff = equipment(codec, transmission);
        double r = RO - is - (idte + idle + idd) - ieEff + A;
        return new Rating(RO, is, idte, idle, idd, ieEff, r, mos(r));
    }

    /** Mean opinion score of a rating factor (G.107 annex B), 1 to 4.5. */
    public static double mos(double r) {
        if (r <= 0) {
            return 1;
        }
        if (r >= 100) {
            return 4.5;
        }
        return Math.clamp(1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6, 1, 4.5);
    }

    /** Sum of all noise sources, dBm0p (clause 7.2). */
    private static double noise() {
        double pre = PR + 10 * Math.log10(1 + Math.pow(10, (10 - LSTR) / 10));
        double nos = PS - SLR - DS - 100 + 0.004 * square(PS - OLR - DS - 14);
        double nor = RLR - 121 + pre + 0.008 * square(pre - 35);
        double nfo = NFOR + RLR;
        return 10 * Math.log10(power(NC) + power(nos) + power(nor) + power(nfo));
    }

    /** Is: too low loudness, sidetone, quantising distortion (clause 7.3). */
    private static double simultaneous(double t) {
        double x = OLR + 0.2 * (64 + NO - RLR);
        double iolr = 20 * (root(x / 8, 8) - x / 8);
        double stmro = -10 * Math.log10(power(-STMR) + Math.exp(-t / 4) * power(-TELR));
        double ist =
                12 * root((stmro - 13) / 6, 8)
                        - 28 * root((stmro + 1) / 19.4, 35)
                        - 13 * root((stmro - 3) / 33, 13)
                        + 29;
        double q = 37 - 15 * Math.log10(QDU);
        double g = 1.07 + 0.258 * q + 0.0602 * q * q;
        double y = (RO - 100) / 15 + 46 / 8.4 - g / 9;
        double z = 46.0 / 30 - g / 40;
        double iq = 15 * Math.log10(1 + Math.pow(10, y) + Math.pow(10, z));
        return iolr + ist + iq;
    }

    /** Idte, for 9 dB <= STMR <= 20 dB (clause 7.4). */
    private static double talkerEcho(double t) {
        double terv =
                TELR - 40 * Math.log10((1 + t / 10) / (1 + t / 150)) + 6 * Math.exp(-0.3 * t * t);
        double re = 80 + 2.5 * (terv - 14);
        double roe = -1.5 * (NO - RLR);
        double half = (roe - re) / 2;
        return (half + Math.sqrt(half * half + 100) - 1) * (1 - Math.exp(-t));
    }

    /** Idle (clause 7.4). */
    private static double listenerEcho(double roundTripMillis) {
        double rle = 10.5 * (WEPL + 7) * Math.pow(roundTripMillis + 1, -0.25);
        double half = (RO - rle) / 2;
        return half + Math.sqrt(half * half + 169);
    }

    /** Idd: 0 up to 100 ms (clause 7.4). */
    private static double absoluteDelay(double ta) {
        if (ta <= 100) {
            return 0;
        }
        double x = Math.log(ta / 100) / Math.log(2);
        return 25 * (root(x, 6) - 3 * root(x / 3, 6) + 2);
    }

    /** Ie,eff (clause 7.5). */
    private static double equipment(Impairment codec, Transmission transmission) {
        double ppl = transmission.lossPercent();
        return codec.ie()
                + (95 - codec.ie()) * ppl / (ppl / transmission.burstRatio() + codec.bpl());
    }

    /** (1 + x^n)^(1/n), which all of these curves are made of. */
    private static double root(double x, int n) {
        return Math.pow(1 + Math.pow(x, n), 1.0 / n);
    }

    private static double power(double decibels) {
        return Math.pow(10, decibels / 10);
    }

    private static double square(double x) {
        return x * x;
    }
}
