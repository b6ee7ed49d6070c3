package dev.signalbox.world.voice;

import dev.signalbox.world.route.RoutingTables;
import java.util.ArrayList;
import java.util.List;

/**
 * Which carriers a new call is offered to, in which order: what ds_select_dst and the script of
 * installers/kamailio/signalbox.cfg do together. One draw per call; when every carrier is excluded
 * the SBC's own order holds, because silence is worse.
 */
final class Candidates {

    private Candidates() {}

    /**
     * @param own the SBC's own order for this call
     * @param draw of this call, 0 to 99
     * @param movable false for emergency calls
     */
    static List<TrunkLine> of(
            List<TrunkLine> own, RoutingTables tables, int draw, boolean movable) {
        if (!movable) {
            return own;
        }
        List<TrunkLine> taken = taking(own, tables, draw);
        if (taken.isEmpty()) {
            // A small share is better than an exclusion.
            taken = taking(own, tables, 0);
        }
        return taken.isEmpty() ? own : taken;
    }

    private static List<TrunkLine> taking(List<TrunkLine> own, RoutingTables tables, int draw) {
        List<TrunkLine> taken = new ArrayList<>();
        for (TrunkLine trunk : own) {
            if (draw < tables.sharePercent(trunk.uri())) {
                taken.add(trunk);
            }
        }
        return taken;
    }
}
