package dev.signalbox.agent.act;

import dev.signalbox.model.route.RouteTable;

/** What {@link RouteKeeper} has to say; an input of the decision loop like any other. */
public sealed interface ActEvent {

    /**
     * All routers hold the wanted table and it was read back from each.
     *
     * @param decisionId the decision that is now in force
     * @param readBack what the last of the routers answered
     * @param tookMillis from the keeper's being asked to the last router's read-back
     */
    record Applied(String decisionId, RouteTable readBack, double tookMillis) implements ActEvent {}

    /**
     * A router did not take the change. It is tried again; said once until the reason changes.
     *
     * @param decisionId empty when nothing was ever decided
     * @param router its name, or {@code "(none)"} when no router is configured
     */
    record Failed(String decisionId, String router, String reason) implements ActEvent {}

    /** A router had lost what was decided and was set again. */
    record Reasserted(String decisionId, String router, String reason, RouteTable readBack)
            implements ActEvent {}

    /** A router is well: at first contact, and again after it did not answer or refused. */
    record Reachable(String router) implements ActEvent {}

    /** A router does not answer; said once until it does or the reason changes. */
    record Unreachable(String router, String reason) implements ActEvent {}
}
