package dev.signalbox.agent.act;

import dev.signalbox.model.route.DoorReading;

/** How a front door took an order. */
sealed interface DoorResult {

    /**
     * It holds what is wanted.
     *
     * @param readBack read after the write
     * @param written false when it held it before
     */
    record Applied(DoorReading readBack, boolean written) implements DoorResult {}

    /**
     * It holds something else than was expected; nothing was changed.
     *
     * @param found what it holds
     */
    record Conflict(DoorReading found, String reason) implements DoorResult {}

    /** It did not take the order, or took it and holds something else. */
    record Failed(String reason) implements DoorResult {}
}
