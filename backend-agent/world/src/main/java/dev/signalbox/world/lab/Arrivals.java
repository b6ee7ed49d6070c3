package dev.signalbox.world.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The calls of a run, drawn before it begins: Poisson arrivals, lengths of one to four seconds, 95
 * % answered, 3 % busy (486), 2 % unavailable (480). The same seed makes the same calls.
 */
final class Arrivals {

    /**
     * One call.
     *
     * @param number whom it rings; its last two digits tell the carrier how the callee behaves
     * @param atMillis after the start of the traffic
     * @param lengthMillis from answer to hang-up
     * @param finalCode the response the callee gives: 200, 486 or 480
     */
    record Planned(String number, long atMillis, int lengthMillis, int finalCode) {}

    private Arrivals() {}

    static List<Planned> draw(double ratePerSecond, Duration length, long seed) {
        Random random = new Random(seed);
        List<Planned> calls = new ArrayList<>();
        double atMillis = 0;
        while (true) {
            atMillis += -Math.log(1 - random.nextDouble()) / ratePerSecond * 1000;
            if (atMillis >= length.toMillis()) {
                return calls;
            }
            int finalCode = finalCode(random.nextDouble());
            calls.add(
                    new Planned(
                            "+4989" + (1_000_000 + calls.size()) + suffix(finalCode),
                            Math.round(atMillis),
                            1000 + random.nextInt(3000),
                            finalCode));
        }
    }

    /** What the callee behind {@code number} does. */
    static int finalCodeOf(String number) {
        if (number.endsWith("86")) {
            return 486;
        }
        return number.endsWith("80") ? 480 : 200;
    }

    /** The file SIPp injects: one line per call. */
    static String csv(List<Planned> calls) {
        StringBuilder csv = new StringBuilder("SEQUENTIAL\n");
        for (Planned call : calls) {
            csv.append(call.number())
                    .append(';')
                    .append(call.atMillis())
                    .append(';')
                    .append(call.lengthMillis())
                    .append(";\n");
        }
        return csv.toString();
    }

    private static int finalCode(double draw) {
        if (draw < 0.03) {
            return 486;
        }
        return draw < 0.05 ? 480 : 200;
    }

    private static String suffix(int finalCode) {
        return switch (finalCode) {
            case 486 -> "86";
            case 480 -> "80";
            default -> "00";
        };
    }
}
