package dev.signalbox.agent.measure;

import dev.signalbox.model.sip.ByteText;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one trunk is sent, by the country they go to (ITU-T E.164). Numbers that do not
 * begin with {@code +} or {@code 00} are calls within the country; {@code 00} is read as {@code +},
 * as ITU-T E.164 recommends it for dialling abroad.
 */
final class Destinations {

    /** More countries than that on one trunk are counted together. */
    static final int DESTINATIONS_MAX = 64;

    /** Numbers as they are dialled at home. */
    static final String NATIONAL = "national";

    static final String OTHER = "other";

    private final long originNanos;
    private final SortedMap<String, CallWindows> byPrefix = new TreeMap<>();

    /** Without a text for each call: country codes have three digits at most. */
    private final @Nullable CallWindows[] byCode = new @Nullable CallWindows[1_000];

    Destinations(long originNanos) {
        this.originNanos = originNanos;
    }

    /** Windows of the calls to where {@code number} leads. */
    CallWindows of(ByteText number) {
        int from = digitsFrom(number);
        int code = from < 0 ? 0 : countryCode(number, from);
        CallWindows known = byCode[code];
        if (known == null) {
            known = open(code == 0 ? NATIONAL : "+" + code);
            byCode[code] = known;
        }
        return known;
    }

    private CallWindows open(String prefix) {
        String kept = byPrefix.size() < DESTINATIONS_MAX ? prefix : OTHER;
        return byPrefix.computeIfAbsent(kept, _ -> new CallWindows(originNanos));
    }

    void forEach(BiConsumer<String, CallWindows> taker) {
        for (Map.Entry<String, CallWindows> entry : byPrefix.entrySet()) {
            taker.accept(entry.getKey(), entry.getValue());
        }
    }

    /** Where the country code begins, -1 when there is none. */
    private static int digitsFrom(ByteText number) {
        if (number.length() > 1 && number.charAt(0) == '+') {
            return 1;
        }
        boolean abroad = number.length() > 2 && number.charAt(0) == '0' && number.charAt(1) == '0';
        return abroad ? 2 : -1;
    }

    /** ITU-T E.164 assigned country codes: of one, two or three digits; 0 for none. */
    static int countryCode(ByteText number, int from) {
        int first = digit(number, from);
        int second = digit(number, from + 1);
        int third = digit(number, from + 2);
        if (first == 1 || first == 7) {
            return first;
        }
        if (first <= 0 || second < 0) {
            return 0;
        }
        int two = first * 10 + second;
        boolean hasTwoDigits =
                switch (two) {
                    case 20, 27 -> true;
                    case 30, 31, 32, 33, 34, 36, 39 -> true;
                    case 40, 41, 43, 44, 45, 46, 47, 48, 49 -> true;
                    case 51, 52, 53, 54, 55, 56, 57, 58 -> true;
                    case 60, 61, 62, 63, 64, 65, 66 -> true;
                    case 81, 82, 84, 86 -> true;
                    case 90, 91, 92, 93, 94, 95, 98 -> true;
                    default -> false;
                };
        if (hasTwoDigits) {
            return two;
        }
        return third < 0 ? 0 : two * 10 + third;
    }

    private static int digit(ByteText number, int at) {
        int digit = at < number.length() ? number.charAt(at) - '0' : -1;
        return digit >= 0 && digit <= 9 ? digit : -1;
    }
}
