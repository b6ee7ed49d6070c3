package dev.signalbox.model.route;

import dev.signalbox.model.target.Target;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The share of its usual new calls that each trunk of a region gets, in percent: 0 excludes, 100
 * (or absence) is the SBC's own default. The epoch grows with every change and fences routers
 * against an older writer.
 *
 * @param epoch 0 before the first change
 * @param sharePercents only trunks whose share is not 100
 */
public record RouteTable(long epoch, SortedMap<Target.Trunk, Integer> sharePercents) {

    /** Nothing changed yet: every trunk as the SBC has it. */
    public static final RouteTable DEFAULT = new RouteTable(0, new TreeMap<>());

    public RouteTable {
        sharePercents = Collections.unmodifiableSortedMap(new TreeMap<>(sharePercents));
        for (Map.Entry<Target.Trunk, Integer> share : sharePercents.entrySet()) {
            if (share.getValue() < 0 || share.getValue() >= 100) {
                throw new IllegalArgumentException(
                        share.getKey()
                                + " share "
                                + share.getValue()
                                + ": 0 to 99; leave out what is at 100");
            }
        }
    }

    /** The share of {@code trunk}, 0 to 100. */
    public int sharePercent(Target.Trunk trunk) {
        return sharePercents.getOrDefault(trunk, 100);
    }

    /** This table at the next epoch with {@code trunk} at {@code percent}, 0 to 100. */
    public RouteTable with(Target.Trunk trunk, int percent) {
        SortedMap<Target.Trunk, Integer> shares = new TreeMap<>(sharePercents);
        if (percent == 100) {
            shares.remove(trunk);
        } else {
            shares.put(trunk, percent);
        }
        return new RouteTable(epoch + 1, shares);
    }
}
