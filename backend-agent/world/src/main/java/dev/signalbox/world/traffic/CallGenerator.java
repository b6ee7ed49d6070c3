package dev.signalbox.world.traffic;

import java.util.SplittableRandom;

/**
 * The calls of one region, one after the other: Poisson arrivals whose rate follows the daily shape
 * (thinned from the peak rate, after Lewis and Shedler), log-normal lengths around the region's own
 * median. The same seed gives the same calls.
 */
public final class CallGenerator {

    /** Shape of conversations: mean = median * exp(sigma^2 / 2). */
    private static final double TALK_SIGMA = 0.9;

    private static final double EMERGENCY_RATIO = 0.0005;

    private final RegionProfile region;
    private final DailyShape shape;
    private final double localSecondOfDayAtStart;
    private final SplittableRandom arrivals;
    private final SplittableRandom details;
    private double atSeconds;
    private long index;

    /**
     * @param seed of this region's traffic
     * @param utcSecondOfDayAtStart time of day when the world starts, which the daily shape needs
     */
    public CallGenerator(RegionProfile region, long seed, double utcSecondOfDayAtStart) {
        this.region = region;
        this.localSecondOfDayAtStart = utcSecondOfDayAtStart + region.utcOffsetHours() * 3600.0;
        SplittableRandom root = new SplittableRandom(seed ^ region.name().hashCode());
        this.arrivals = root.split();
        this.details = root.split();
        this.shape = new DailyShape(root.nextLong());
    }

    /** The next call. */
    public CallPlan next() {
        double ratio;
        do {
            atSeconds += Draws.exponential(arrivals, 1 / region.callsPerSecondMax());
            ratio = shape.ratio(localSecondOfDayAtStart + atSeconds);
        } while (arrivals.nextDouble() >= ratio);
        return describe(Math.round(atSeconds * 1e9));
    }

    private CallPlan describe(long atNanos) {
        SplittableRandom random = details.split();
        boolean inbound = random.nextDouble() < region.inboundRatio();
        boolean emergency = !inbound && random.nextDouble() < EMERGENCY_RATIO;
        int firstChoice = inbound ? 0 : outboundChoice(random);
        String own = region.numberPrefix() + digits(random, 4);
        String other = region.numberPrefix().substring(0, 3) + digits(random, 9);
        String called = emergency ? region.emergencyNumber() : inbound ? own : other;
        double talk = Draws.logNormal(random, (double) region.talkMillisMedian(), TALK_SIGMA);
        String callId = hex(random) + hex(random) + "@" + region.name() + ".example";
        String fromTag = hex(random);
        Codec codec = codec(random);
        long talkMillis = Math.round(Math.clamp(talk, 1_500, 3_600_000));
        boolean hangUpByCaller = random.nextDouble() < 0.6;
        long seed = random.nextLong();
        return new CallPlan(
                index++,
                atNanos,
                inbound,
                firstChoice,
                emergency,
                callId,
                fromTag,
                inbound ? other : own,
                called,
                codec,
                talkMillis,
                hangUpByCaller,
                seed,
                region.name(),
                ServiceShare.of(region.services(), seed));
    }

    /**
     * Most numbers go to the first carrier; mobile and international ones have other favourites.
     */
    private int outboundChoice(SplittableRandom random) {
        double draw = random.nextDouble();
        int wanted = draw < 0.74 ? 0 : draw < 0.91 ? 1 : 2;
        return Math.min(wanted, region.outboundCarriers() - 1);
    }

    private static Codec codec(SplittableRandom random) {
        double draw = random.nextDouble();
        return draw < 0.55
                ? Codec.PCMA
                : draw < 0.80 ? Codec.PCMU : draw < 0.94 ? Codec.G722 : Codec.OPUS;
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static String hex(SplittableRandom random) {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
