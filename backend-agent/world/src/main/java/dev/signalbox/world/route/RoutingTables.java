package dev.signalbox.world.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The hash tables of one SBC, shared between its JSON-RPC (writer) and its routing (reader). Names
 * and sizes are those of installers/kamailio/signalbox.cfg.
 */
public final class RoutingTables {

    /** Destination URI to share of its usual new calls. */
    public static final String SHARES = "signalbox";

    /** Epoch and decision of the last change. */
    public static final String STATE = "signalbox_state";

    private static final long LEASE_SECONDS = 20;

    /** How often Kamailio drops expired items (its timer_interval). */
    private static final long SWEEP_SECONDS = 20;

    private final Map<String, HashTable> tables = new LinkedHashMap<>();
    private final LongSupplier nowSeconds;
    private long sweptAtSeconds;

    /**
     * @param nowSeconds wall clock, seconds since 1970: Kamailio's leases run on it
     */
    public RoutingTables(LongSupplier nowSeconds) {
        this.nowSeconds = nowSeconds;
        this.sweptAtSeconds = nowSeconds.getAsLong();
        add(new HashTable(SHARES, 6, LEASE_SECONDS));
        add(new HashTable(STATE, 2, 0));
    }

    private void add(HashTable table) {
        tables.put(table.name(), table);
    }

    /**
     * The share of its usual new calls that {@code destinationUri} gets, 0 to 100. What is no
     * number counts as in Kamailio's script: 0.
     */
    public int sharePercent(String destinationUri) {
        return with(
                SHARES,
                table -> {
                    if (table == null) {
                        return 100;
                    }
                    Optional<HashTable.Item> item =
                            table.get(destinationUri, nowSeconds.getAsLong());
                    return item.map(RoutingTables::number).orElse(100);
                });
    }

    /** Does {@code work} with the table of that name, or with null; one at a time. */
    synchronized <T> T with(String name, Function<@Nullable HashTable, T> work) {
        long now = nowSeconds.getAsLong();
        if (now - sweptAtSeconds >= SWEEP_SECONDS) {
            sweptAtSeconds = now;
            tables.values().forEach(table -> table.sweep(now));
        }
        return work.apply(tables.get(name));
    }

    long nowSeconds() {
        return nowSeconds.getAsLong();
    }

    private static int number(HashTable.Item item) {
        if (item.value() instanceof Long number) {
            return Math.toIntExact(Math.clamp(number, 0L, 100L));
        }
        try {
            return Math.clamp(Integer.parseInt(item.value().toString()), 0, 100);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
