package dev.signalbox.world.worker;

import dev.signalbox.world.voice.Schedule;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** Virtual time. */
final class FakeSchedule implements Schedule {

    private record Item(long due, long order, LongConsumer action) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::due).thenComparingLong(Item::order));
    private long order;
    long now;

    @Override
    public void at(long dueNanos, LongConsumer action) {
        items.add(new Item(dueNanos, order++, action));
    }

    /** Everything that is due until then. */
    void runUntilSecond(double second) {
        long until = Math.round(second * 1e9);
        while (!items.isEmpty() && items.peek().due() <= until) {
            Item item = items.remove();
            now = item.due();
            item.action().accept(now);
        }
        now = until;
    }
}
