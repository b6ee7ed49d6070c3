package dev.signalbox.agent.act;

import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import java.io.IOException;
import java.time.Duration;

/**
 * Something that sends new calls to trunks. The region's agent is its only writer. Exclusions carry
 * a lease: a router whose agent stays dead falls back to its own default.
 */
public interface Router {

    /** Name from {@code agent.yaml}. */
    String name();

    /** How long a share outlives its agent; {@link #apply} renews it. */
    Duration lease();

    /**
     * What the router holds now; a share whose lease ran out is back at 100.
     *
     * @throws IOException when it cannot be reached or answers nonsense, in words
     */
    RouteTable read() throws IOException;

    /**
     * Sets the shares of new calls, reads back, renews the leases. The same decision may be applied
     * any number of times; only what differs is written.
     *
     * @param expected what the router should hold now; a router that was restarted (empty, epoch 0)
     *     is accepted too
     * @param wanted what it shall hold; its epoch is never lower than the router's
     * @param decisionId {@code journalId/sequence}, kept by the router where it can
     */
    RouterResult apply(RouteTable expected, RouteTable wanted, String decisionId);
}
