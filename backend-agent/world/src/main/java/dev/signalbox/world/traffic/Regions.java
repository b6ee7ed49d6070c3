package dev.signalbox.world.traffic;

import dev.signalbox.model.policy.Trunk.Direction;
import java.util.List;

/** The three regions of the demo. Carriers and figures are invented. */
public final class Regions {

    private Regions() {}

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
                        0.35,
                        "+4969555",
                        "112",
                        List.of(
                                outbound("northwind", "Northwind", 820, 0.66, "+4969555010", 900),
                                outbound("meridian", "Meridian", 940, 0.64, "+4969555011", 900),
                                outbound("cascade", "Cascade", 1_150, 0.61, "+4969555012", 600),
                                inbound("harbor", "Harbor Voice", "+4969555013"))),
                new RegionProfile(
                        "eu-west",
                        "Dublin",
                        53.35,
                        -6.26,
                        "EU",
                        0,
                        14,
                        0.40,
                        "+3531555",
                        "112",
                        List.of(
                                outbound("meridian", "Meridian", 760, 0.67, "+3531555010", 800),
                                outbound("northwind", "Northwind", 900, 0.65, "+3531555011", 800),
                                outbound("cascade", "Cascade", 1_080, 0.62, "+3531555012", 500),
                                inbound("harbor", "Harbor Voice", "+3531555013"))),
                new RegionProfile(
                        "us-east",
                        "Ashburn",
                        39.04,
                        -77.49,
                        "US",
                        -5,
                        17,
                        0.45,
                        "+1571555",
                        "911",
                        List.of(
                                outbound("pacific", "Pacific", 1_020, 0.58, "+15715550110", 900),
                                outbound("summit", "Summit", 1_120, 0.57, "+15715550111", 900),
                                outbound("lakeside", "Lakeside", 1_310, 0.55, "+15715550112", 600),
                                inbound("prairie", "Prairie Link", "+15715550113"))));
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
                channels * 4,
                channels / 15,
                testNumber);
    }

    private static CarrierProfile inbound(String name, String title, String testNumber) {
        return new CarrierProfile(
                name, title, Direction.INBOUND, AnswerProfile.inbound(), 3_000, 40, testNumber);
    }
}
