package dev.signalbox.world.traffic;

import dev.signalbox.model.policy.Trunk.Direction;
import java.util.List;

/** The three regions of the demo. Carriers and figures are invented. */
public final class Regions {

    /** With the shape of conversations that is a mean of 180 s. */
    private static final long TALK_MILLIS_MEDIAN = 120_000;

    /** Short enough for a story of minutes: most calls that a fault meets end while it lasts. */
    private static final long BRIEF_TALK_MILLIS_MEDIAN = 9_000;

    private static final double BRIEF_TRAFFIC_RATIO = 0.27;

    private Regions() {}

    /** The same regions with brief calls, and about a quarter as many: around 8 a second in all. */
    public static List<RegionProfile> brief() {
        return demo().stream()
                .map(
                        region ->
                                region.withTraffic(
                                        region.callsPerSecondMax() * BRIEF_TRAFFIC_RATIO,
                                        BRIEF_TALK_MILLIS_MEDIAN))
                .toList();
    }

    /** Frankfurt and Dublin (EU), Ashburn (US). */
    public static List<RegionProfile> demo() {
        return List.of(
                new RegionProfile(
                        "eu-central",
                        "Frankfurt",
                        50.11,
                        8.68,
                        "EU",
                        1,
                        19,
                        TALK_MILLIS_MEDIAN,
                        0.35,
                        "+4969555",
                        "112",
                        List.of(
                                outbound("northwind", "Northwind", 820, 0.66, "+4969555010", 1_800),
                                outbound("meridian", "Meridian", 860, 0.64, "+4969555011", 1_800),
                                outbound("cascade", "Cascade", 920, 0.61, "+4969555012", 1_200),
                                inbound("harbor", "Harbor", "+4969555013"))),
                new RegionProfile(
                        "eu-west",
                        "Dublin",
                        53.35,
                        -6.26,
                        "EU",
                        0,
                        14,
                        TALK_MILLIS_MEDIAN,
                        0.40,
                        "+3531555",
                        "112",
                        List.of(
                                outbound("meridian", "Meridian", 760, 0.67, "+3531555010", 1_600),
                                outbound("northwind", "Northwind", 840, 0.65, "+3531555011", 1_600),
                                outbound("cascade", "Cascade", 910, 0.62, "+3531555012", 1_000),
                                inbound("harbor", "Harbor", "+3531555013"))),
                new RegionProfile(
                        "us-east",
                        "Ashburn",
                        39.04,
                        -77.49,
                        "US",
                        -5,
                        17,
                        TALK_MILLIS_MEDIAN,
                        0.45,
                        "+1571555",
                        "911",
                        List.of(
                                outbound("pacific", "Pacific", 800, 0.58, "+15715550110", 1_800),
                                outbound("summit", "Summit", 870, 0.57, "+15715550111", 1_800),
                                outbound("lakeside", "Lakeside", 930, 0.55, "+15715550112", 1_200),
                                inbound("prairie", "Prairie", "+15715550113"))));
    }

    private static CarrierProfile outbound(
            String name,
            String title,
            double pddMillisMedian,
            double answeredRatio,
            String testNumber,
            int channels) {
        return new CarrierProfile(
                name,
                title,
                Direction.OUTBOUND,
                AnswerProfile.outbound(pddMillisMedian, answeredRatio),
                channels,
                channels / 30,
                testNumber);
    }

    private static CarrierProfile inbound(String name, String title, String testNumber) {
        return new CarrierProfile(
                name, title, Direction.INBOUND, AnswerProfile.inbound(), 3_000, 40, testNumber);
    }
}
