package dev.signalbox.model.media;

import dev.signalbox.model.quality.Impairment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A payload format of RTP.
 *
 * @param name as RFC 3551 and its registry write it, for example PCMA
 * @param clockHz of its time stamps
 */
public record Codec(String name, int clockHz) {

    /** What it is good for. */
    public enum Kind {
        NARROWBAND,
        /** Of wideband and full band: on another scale of quality. */
        WIDEBAND,
        /** Tones (RFC 4733). */
        EVENT,
        /** Comfort noise (RFC 3389). */
        NOISE,
        VIDEO,
        UNKNOWN
    }

    private static final Codec PCMU = new Codec("PCMU", 8_000);
    private static final Codec PCMA = new Codec("PCMA", 8_000);
    private static final Codec G722 = new Codec("G722", 8_000);
    private static final Codec G729 = new Codec("G729", 8_000);
    private static final Codec GSM = new Codec("GSM", 8_000);
    private static final Codec G723 = new Codec("G723", 8_000);

    /** What telephone calls use. */
    public static final List<Codec> USUAL =
            List.of(
                    PCMA,
                    PCMU,
                    new Codec("opus", 48_000),
                    G722,
                    G729,
                    GSM,
                    G723,
                    new Codec("AMR", 8_000),
                    new Codec("AMR-WB", 16_000),
                    new Codec("EVS", 16_000),
                    new Codec("iLBC", 8_000),
                    new Codec("speex", 8_000),
                    new Codec("speex", 16_000));

    /** From SDP, where names are in any case. */
    public static Codec named(String name, int clockHz) {
        for (Codec known : USUAL) {
            if (known.name.equalsIgnoreCase(name)) {
                return known.clockHz == clockHz ? known : new Codec(known.name, clockHz);
            }
        }
        for (int type = 0; type < 35; type++) {
            Codec known = ofType(type);
            if (known != null && known.name.equalsIgnoreCase(name)) {
                return new Codec(known.name, clockHz);
            }
        }
        return new Codec(name, clockHz);
    }

    /** RFC 3551 tables 4 and 5; null for dynamic and reserved types. */
    public static @Nullable Codec ofType(int payloadType) {
        return switch (payloadType) {
            case 0 -> PCMU;
            case 3 -> GSM;
            case 4 -> G723;
            case 5 -> new Codec("DVI4", 8_000);
            case 6 -> new Codec("DVI4", 16_000);
            case 7 -> new Codec("LPC", 8_000);
            case 8 -> PCMA;
            case 9 -> G722;
            case 10, 11 -> new Codec("L16", 44_100);
            case 12 -> new Codec("QCELP", 8_000);
            case 13, 19 -> new Codec("CN", 8_000);
            case 15 -> new Codec("G728", 8_000);
            case 18 -> G729;
            case 26 -> new Codec("JPEG", 90_000);
            case 31 -> new Codec("H261", 90_000);
            case 32 -> new Codec("MPV", 90_000);
            case 34 -> new Codec("H263", 90_000);
            default -> null;
        };
    }

    /** What it is good for. */
    public Kind kind() {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "PCMU",
                    "PCMA",
                    "GSM",
                    "GSM-EFR",
                    "G723",
                    "G726-32",
                    "G728",
                    "G729",
                    "ILBC",
                    "AMR",
                    "LPC",
                    "QCELP" ->
                    Kind.NARROWBAND;
            case "G722", "OPUS", "AMR-WB", "EVS", "SILK", "SPEEX", "G7221", "L16" -> Kind.WIDEBAND;
            case "TELEPHONE-EVENT" -> Kind.EVENT;
            case "CN" -> Kind.NOISE;
            default -> clockHz == 90_000 ? Kind.VIDEO : Kind.UNKNOWN;
        };
    }

    /**
     * What ITU-T G.113 says of it.
     *
     * @param concealed the receiver conceals loss of G.711
     * @return null for a codec without values
     */
    public @Nullable Impairment impairment(boolean concealed) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "PCMU", "PCMA" -> concealed ? Impairment.G711_PLC : Impairment.G711;
            case "G729" -> Impairment.G729A_VAD;
            case "G723" -> Impairment.G723_1_63_VAD;
            default -> null;
        };
    }
}
