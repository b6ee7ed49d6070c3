package dev.signalbox.world.lab;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is done to a carrier.
 *
 * @param after from the start of the traffic
 */
record Fault(Kind kind, Target.Trunk target, Duration after) {

    static final String REGION = "lab";
    static final Target.Trunk CARRIER_A = new Target.Trunk(REGION, "carrier-a");
    static final Target.Trunk CARRIER_B = new Target.Trunk(REGION, "carrier-b");

    /** The trunks of the lab, the SBC's first choice first. */
    static final List<Target.Trunk> TRUNKS = List.of(CARRIER_A, CARRIER_B);

    private static final Pattern TEXT =
            Pattern.compile("([a-z0-9]+):(?:trunk:lab/)?(carrier-[a-z]+)@([0-9]+)(ms|s|min)");

    /** What is done. */
    enum Kind {
        /** The carrier's program is stopped (SIGSTOP): no answer to anything. */
        FREEZE,
        /** New INVITEs are refused with 503; OPTIONS and older calls go on. */
        REJECT503,
        /** Ends what was done before. */
        HEAL;

        /** As on the command line. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code KIND:TARGET@TIME}.
     *
     * @throws IllegalArgumentException with an example
     */
    static Fault parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "fault \"" + text + "\": not KIND:TARGET@TIME. Example: freeze:carrier-a@15s");
        }
        Kind kind =
                switch (matcher.group(1)) {
                    case "freeze" -> Kind.FREEZE;
                    case "reject503" -> Kind.REJECT503;
                    case "heal" -> Kind.HEAL;
                    default ->
                            throw new IllegalArgumentException(
                                    "fault \""
                                            + text
                                            + "\": no such kind. There are freeze, reject503, heal");
                };
        Target.Trunk target = new Target.Trunk(REGION, matcher.group(2));
        if (!TRUNKS.contains(target)) {
            throw new IllegalArgumentException(
                    "fault \"" + text + "\": no such target. There are carrier-a, carrier-b");
        }
        return new Fault(kind, target, duration(matcher.group(3) + matcher.group(4)));
    }

    /**
     * Reads a duration with its unit: {@code 500ms}, {@code 40s}, {@code 10min}.
     *
     * @throws IllegalArgumentException with an example
     */
    static Duration duration(String text) {
        Matcher matcher = Pattern.compile("([0-9]{1,9})(ms|s|min)").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "duration \"" + text + "\": a number and ms, s or min. Example: 40s");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
