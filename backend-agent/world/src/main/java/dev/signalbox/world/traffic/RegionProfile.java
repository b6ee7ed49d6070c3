package dev.signalbox.world.traffic;

import java.util.List;

/**
 * A region of the voice world.
 *
 * @param name as in targets
 * @param title the name people use
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param jurisdiction calls never leave it
 * @param utcOffsetHours local time, which the daily shape follows
 * @param callsPerSecondMax new calls per second at the busiest time of day
 * @param talkMillisMedian of its conversations; the mean is half as long again
 * @param inboundRatio how much of that comes in from carriers, 0 to 1
 * @param numberPrefix of the region's telephone numbers, for example {@code +4969555}
 * @param emergencyNumber which is never moved
 * @param carriers in the order of preference
 * @param services what its calls are for, empty when nobody tells
 */
public record RegionProfile(
        String name,
        String title,
        double latitude,
        double longitude,
        String jurisdiction,
        int utcOffsetHours,
        double callsPerSecondMax,
        long talkMillisMedian,
        double inboundRatio,
        String numberPrefix,
        String emergencyNumber,
        List<CarrierProfile> carriers,
        List<ServiceShare> services) {

    public RegionProfile {
        carriers = List.copyOf(carriers);
        services = List.copyOf(services);
    }

    /** A region whose calls are for no service in particular. */
    public RegionProfile(
            String name,
            String title,
            double latitude,
            double longitude,
            String jurisdiction,
            int utcOffsetHours,
            double callsPerSecondMax,
            long talkMillisMedian,
            double inboundRatio,
            String numberPrefix,
            String emergencyNumber,
            List<CarrierProfile> carriers) {
        this(
                name,
                title,
                latitude,
                longitude,
                jurisdiction,
                utcOffsetHours,
                callsPerSecondMax,
                talkMillisMedian,
                inboundRatio,
                numberPrefix,
                emergencyNumber,
                carriers,
                List.of());
    }

    /** The same region with other traffic. */
    public RegionProfile withTraffic(double newCallsPerSecondMax, long newTalkMillisMedian) {
        return new RegionProfile(
                name,
                title,
                latitude,
                longitude,
                jurisdiction,
                utcOffsetHours,
                newCallsPerSecondMax,
                newTalkMillisMedian,
                inboundRatio,
                numberPrefix,
                emergencyNumber,
                carriers,
                services);
    }

    /** The same region with calls for these services. */
    public RegionProfile withServices(List<ServiceShare> newServices) {
        return new RegionProfile(
                name,
                title,
                latitude,
                longitude,
                jurisdiction,
                utcOffsetHours,
                callsPerSecondMax,
                talkMillisMedian,
                inboundRatio,
                numberPrefix,
                emergencyNumber,
                carriers,
                newServices);
    }

    /** How many of the carriers take outbound calls. */
    public int outboundCarriers() {
        return (int) carriers.stream().filter(c -> c.direction().sendsCalls()).count();
    }
}
