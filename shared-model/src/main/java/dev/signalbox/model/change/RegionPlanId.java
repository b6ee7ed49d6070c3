package dev.signalbox.model.change;

import java.util.Optional;

/**
 * Ids of plans inside one region, which its own agent keeps and nobody else: {@code
 * plan-eu-central-m3x17}. Ids of the fleet's plans are record ids.
 */
public final class RegionPlanId {

    private static final String PREFIX = "plan-";

    private RegionPlanId() {}

    /**
     * An id that names its region.
     *
     * @param number of the plan among those of the region's agent, without a hyphen
     */
    public static String of(String region, String number) {
        return PREFIX + region + "-" + number;
    }

    /** Whose agent keeps the plan; empty for a plan of the fleet. */
    public static Optional<String> region(String planId) {
        if (!planId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = planId.substring(PREFIX.length());
        int last = rest.lastIndexOf('-');
        return Optional.of(last < 0 ? rest : rest.substring(0, last));
    }
}
