package dev.signalbox.model.route;

/** What a router answered to {@code apply}. */
public sealed interface RouterResult {

    /**
     * Read back and equal to what was asked. {@code written} is false when nothing had to be
     * changed.
     */
    record Applied(RouteTable readBack, boolean written) implements RouterResult {}

    /** The router holds something else than was expected, or a newer epoch: nothing was written. */
    record Conflict(RouteTable found, String reason) implements RouterResult {}

    /**
     * The router could not be reached, or did not take the change. It may be tried again with the
     * same decision id.
     */
    record Failed(String reason) implements RouterResult {}
}
