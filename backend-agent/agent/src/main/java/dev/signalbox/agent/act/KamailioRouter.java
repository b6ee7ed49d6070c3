package dev.signalbox.agent.act;

import dev.signalbox.agent.act.JsonRpc.RpcException;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A Kamailio whose script includes installers/kamailio/signalbox.cfg. Shares stand in its hash
 * table {@code signalbox} under the trunk's URI with the lease as expiry; epoch and decision id
 * stand in {@code signalbox_state} without one, as text, because Kamailio's integers have 32 bits.
 *
 * <p>Only this region's agent writes there. An entry whose URI is no trunk of the policy is left to
 * its lease.
 */
public final class KamailioRouter implements Router {

    private static final String SHARES = "signalbox";
    private static final String STATE = "signalbox_state";
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final int NOT_FOUND = 404;

    private final String name;
    private final Duration lease;
    private final JsonRpc rpc;
    private final SortedMap<Target.Trunk, String> uris = new TreeMap<>();
    private final Map<String, Target.Trunk> trunksByUri = new HashMap<>();

    /**
     * @param lease how long a share outlives its agent; whole seconds, at least one
     * @param trunks the trunks of this region
     */
    public KamailioRouter(String name, URI url, Duration lease, List<Trunk> trunks) {
        this.name = name;
        this.lease = lease;
        this.rpc = new JsonRpc(url, DEADLINE);
        for (Trunk trunk : trunks) {
            uris.put(trunk.target(), trunk.uri());
            trunksByUri.put(trunk.uri(), trunk.target());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public RouteTable read() throws IOException {
        return held().table();
    }

    @Override
    public RouterResult apply(RouteTable expected, RouteTable wanted, String decisionId) {
        try {
            Held before = held();
            String conflict = conflict(before.table(), expected, wanted);
            if (!conflict.isEmpty()) {
                return new RouterResult.Conflict(before.table(), conflict);
            }
            boolean written = write(before, wanted, decisionId);
            Held after = held();
            if (!after.table().equals(wanted)) {
                return new RouterResult.Failed(
                        "accepted the change, then held "
                                + words(after.table())
                                + " instead of "
                                + words(wanted));
            }
            return new RouterResult.Applied(after.table(), written);
        } catch (RpcException e) {
            return new RouterResult.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** Why the router must not be written, or empty. */
    private static String conflict(RouteTable found, RouteTable expected, RouteTable wanted) {
        if (found.epoch() > wanted.epoch()) {
            return "holds epoch "
                    + found.epoch()
                    + ", newer than "
                    + wanted.epoch()
                    + ": another agent has decided for it";
        }
        if (found.epoch() < expected.epoch()) {
            // It missed a decision of ours: what it holds is our own, only older.
            return "";
        }
        for (Target.Trunk trunk : found.sharePercents().keySet()) {
            int share = found.sharePercent(trunk);
            if (share != expected.sharePercent(trunk) && share != wanted.sharePercent(trunk)) {
                return "holds "
                        + words(found)
                        + " where "
                        + words(expected)
                        + " was expected: somebody else has changed it";
            }
        }
        return "";
    }

    /** Writes what differs and renews the leases; true when something differed. */
    private boolean write(Held before, RouteTable wanted, String decisionId) throws RpcException {
        boolean written = false;
        // The epoch first: from here on an older writer is refused, even when this write is cut
        // off.
        if (before.table().epoch() != wanted.epoch() || !before.decisionId().equals(decisionId)) {
            if (wanted.epoch() > 0) {
                rpc.call("htable.sets", STATE, "epoch", Long.toString(wanted.epoch()));
                rpc.call("htable.sets", STATE, "decision", decisionId);
                written = true;
            }
        }
        for (Map.Entry<Target.Trunk, String> entry : uris.entrySet()) {
            String uri = entry.getValue();
            int share = wanted.sharePercent(entry.getKey());
            String present = before.shares().get(uri);
            if (share == 100) {
                if (present != null) {
                    delete(uri);
                    written = true;
                }
                continue;
            }
            if (!Integer.toString(share).equals(present)) {
                rpc.call("htable.seti", SHARES, uri, share);
                written = true;
            }
            rpc.call("htable.setex", SHARES, uri, leaseSeconds());
        }
        return written;
    }

    /** An entry may run out between reading and deleting; that is what was wanted. */
    private void delete(String uri) throws RpcException {
        try {
            rpc.call("htable.delete", SHARES, uri);
        } catch (RpcException e) {
            if (e.code != NOT_FOUND) {
                throw e;
            }
        }
    }

    private int leaseSeconds() {
        return (int) Math.max(1, (lease.toMillis() + 999) / 1000);
    }

    /**
     * What Kamailio holds.
     *
     * @param shares by URI as Kamailio spells the value, trunks of this region only
     */
    private record Held(RouteTable table, String decisionId, Map<String, String> shares) {}

    private Held held() throws RpcException {
        Map<String, String> state = dump(STATE);
        Map<String, String> shares = dump(SHARES);
        shares.keySet().retainAll(trunksByUri.keySet());
        SortedMap<Target.Trunk, Integer> percents = new TreeMap<>();
        for (Map.Entry<String, Target.Trunk> trunk : trunksByUri.entrySet()) {
            // A value that is no share takes no call away in the script either; it is overwritten.
            int percent = share(shares.getOrDefault(trunk.getKey(), ""));
            if (percent < 100) {
                percents.put(trunk.getValue(), percent);
            }
        }
        RouteTable table = new RouteTable(epoch(state.getOrDefault("epoch", "0")), percents);
        return new Held(table, state.getOrDefault("decision", ""), shares);
    }

    private static int share(String text) {
        if (text.isEmpty() || text.length() > 2 || !text.chars().allMatch(Character::isDigit)) {
            return 100;
        }
        return Integer.parseInt(text);
    }

    private long epoch(String text) throws RpcException {
        try {
            long epoch = Long.parseLong(text);
            if (epoch >= 0) {
                return epoch;
            }
        } catch (NumberFormatException e) {
            throw new RpcException(name + ": holds epoch \"" + text + "\", not a number", 0, e);
        }
        throw new RpcException(name + ": holds epoch " + text + ", below 0", 0, null);
    }

    private Map<String, String> dump(String table) throws RpcException {
        JsonNode slots;
        try {
            slots = rpc.call("htable.dump", table);
        } catch (RpcException e) {
            if (e.code == 0) {
                throw e;
            }
            throw new RpcException(
                    e.getMessage()
                            + " ("
                            + table
                            + "). Its script must include signalbox.cfg: docs/routers/kamailio.md",
                    e.code,
                    e);
        }
        if (!slots.isArray()) {
            throw new RpcException(name + ": htable.dump " + table + " is no list", 0, null);
        }
        Map<String, String> entries = new HashMap<>();
        for (JsonNode slot : slots) {
            for (JsonNode item : slot.path("slot")) {
                entries.put(item.path("name").asString(""), item.path("value").asString(""));
            }
        }
        return entries;
    }

    /** A table in words, for reasons. */
    static String words(RouteTable table) {
        StringBuilder text = new StringBuilder("epoch ").append(table.epoch());
        table.sharePercents()
                .forEach(
                        (trunk, share) ->
                                text.append(", ")
                                        .append(trunk)
                                        .append(' ')
                                        .append(share)
                                        .append(" %"));
        return text.toString();
    }
}
