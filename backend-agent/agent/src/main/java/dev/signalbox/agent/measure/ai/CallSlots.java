package dev.signalbox.agent.measure.ai;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sliding windows of the calls to one model: rings of slots of 1 s and 5 s on arrival time. A
 * window ends with the slot that is running, so it is up to one slot shorter than its name.
 */
final class CallSlots {

    private static final long FINE_NANOS = 1_000_000_000L;
    private static final long COARSE_NANOS = 5_000_000_000L;
    private static final int FINE_SLOTS = 10;
    private static final int SLOTS_MINUTE = 12;
    private static final int SLOTS_FIVE_MINUTES = 60;

    private final CallSlot[] fine = slots(FINE_SLOTS);
    private final CallSlot[] coarse = slots(SLOTS_FIVE_MINUTES);

    private static CallSlot[] slots(int count) {
        CallSlot[] slots = new CallSlot[count];
        for (int i = 0; i < count; i++) {
            slots[i] = new CallSlot();
        }
        return slots;
    }

    void count(CallResult result, @Nullable Double firstMillis, long nanos) {
        count(fine, Math.floorDiv(nanos, FINE_NANOS), result, firstMillis);
        count(coarse, Math.floorDiv(nanos, COARSE_NANOS), result, firstMillis);
    }

    private static void count(
            CallSlot[] ring, long slot, CallResult result, @Nullable Double firstMillis) {
        CallSlot held = ring[(int) Math.floorMod(slot, (long) ring.length)];
        if (held.slot > slot) {
            return;
        }
        if (held.slot < slot) {
            held.reset(slot);
        }
        held.count(result, firstMillis);
    }

    /** 10 s, 1 min and 5 min over all of {@code models}. */
    static List<ProviderWindow> windows(Collection<CallSlots> models, long nanos) {
        long second = Math.floorDiv(nanos, FINE_NANOS);
        long slot = Math.floorDiv(nanos, COARSE_NANOS);
        List<CallSlot[]> fine = new ArrayList<>();
        List<CallSlot[]> coarse = new ArrayList<>();
        for (CallSlots model : models) {
            fine.add(model.fine);
            coarse.add(model.coarse);
        }
        return List.of(
                sum(fine, second, FINE_SLOTS).window(10_000),
                sum(coarse, slot, SLOTS_MINUTE).window(60_000),
                sum(coarse, slot, SLOTS_FIVE_MINUTES).window(300_000));
    }

    private static CallSlot sum(List<CallSlot[]> rings, long last, int slots) {
        CallSlot sum = new CallSlot();
        for (CallSlot[] ring : rings) {
            for (CallSlot held : ring) {
                if (held.slot > last - slots && held.slot <= last) {
                    sum.add(held);
                }
            }
        }
        return sum;
    }
}
