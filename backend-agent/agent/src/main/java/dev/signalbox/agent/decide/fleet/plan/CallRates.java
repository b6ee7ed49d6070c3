package dev.signalbox.agent.decide.fleet.plan;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.guard.Rates;
import dev.signalbox.model.fleet.RegionEntry;

/**
 * New calls per minute. How a region's calls divide over its services is not measured: they are
 * counted evenly.
 */
record CallRates(FleetPicture picture) {

    /** Of all numbers of {@code home}, wherever they are handled. */
    double ofHome(String home) {
        RegionEntry entry = picture.regions().get(home);
        boolean atHome = picture.state().table().door(home).isEmpty();
        double perSecond =
                atHome && entry != null
                        ? Rates.usualPerSecond(entry.view())
                        : Rates.arrivingPerSecond(picture.regions().values(), home);
        return perSecond * 60;
    }

    /** Of one service of these numbers. */
    double ofService(String home) {
        int services = picture.policy().servicesOf(home).size();
        return services == 0 ? 0 : ofHome(home) / services;
    }

    /** That a region handles now. */
    double ofRegion(String region) {
        RegionEntry entry = picture.regions().get(region);
        return entry == null ? 0 : Rates.usualPerSecond(entry.view()) * 60;
    }
}
