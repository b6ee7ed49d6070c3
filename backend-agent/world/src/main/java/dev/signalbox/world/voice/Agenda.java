package dev.signalbox.world.voice;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * What is to happen when, in nanoseconds since the world started. An action is told the moment it
 * was due at, not the moment it ran, so that time stamps do not depend on how busy the machine is.
 * Used by one thread.
 */
final class Agenda implements Schedule {

    private record Item(long dueNanos, long order, LongConsumer action) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(
                    Comparator.comparingLong(Item::dueNanos).thenComparingLong(Item::order));
    private long added;

    @Override
    public void at(long dueNanos, LongConsumer action) {
        items.add(new Item(dueNanos, added++, action));
    }

    /** When something is due next, {@link Long#MAX_VALUE} when nothing is. */
    long nextDueNanos() {
        Item next = items.peek();
        return next == null ? Long.MAX_VALUE : next.dueNanos();
    }

    /** Runs all that is due at {@code nowNanos} or was before, also what that adds. */
    void runUntil(long nowNanos) {
        while (true) {
            Item next = items.peek();
            if (next == null || next.dueNanos() > nowNanos) {
                return;
            }
            items.remove();
            next.action().accept(next.dueNanos());
        }
    }
}
