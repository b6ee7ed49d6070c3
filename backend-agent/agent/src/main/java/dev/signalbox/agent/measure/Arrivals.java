package dev.signalbox.agent.measure;

import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.time.Now;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New calls by whose numbers they are: what shows where the calls of a region really go. Calls that
 * come in count by the number that is called, calls that go out by the one that calls. Outgoing
 * calls to short codes are left out: emergency calls among them are handled at home whatever else
 * moves.
 */
final class Arrivals {

    /** Of calls that are not counted. */
    static final int UNCOUNTED = Integer.MIN_VALUE;

    /** 112, 911, 999, 116117 and their like: too short for a telephone. */
    private static final int SHORT_CODE_DIGITS_MAX = 6;

    private static final long SLOT_NANOS = 1_000_000_000L;

    /** Sixty whole ones and the one that is running. */
    private static final int SLOTS = 61;

    /** Ten whole ones and the one that is running. */
    private static final int SLOTS_TEN_SECONDS = 11;

    /** The calls of one region's numbers, or of nobody's. */
    private static final class Count {
        final @Nullable String home;
        final int[] slots = new int[SLOTS];
        long newestSlot;
        long total;
        long answered;
        long failed;

        Count(@Nullable String home) {
            this.home = home;
        }

        void add(long slot) {
            turnTo(slot);
            if (newestSlot - slot < SLOTS) {
                slots[index(slot)]++;
            }
            total++;
        }

        long lately(long slot, int newest) {
            turnTo(slot);
            long sum = 0;
            for (long s = slot - newest + 1; s <= slot; s++) {
                sum += slots[index(s)];
            }
            return sum;
        }

        /** Empties what was jumped over; time never goes back. */
        private void turnTo(long slot) {
            for (long s = Math.max(newestSlot + 1, slot - SLOTS + 1); s <= slot; s++) {
                slots[index(s)] = 0;
            }
            newestSlot = Math.max(newestSlot, slot);
        }

        private static int index(long slot) {
            return (int) Math.floorMod(slot, (long) SLOTS);
        }
    }

    private final HomeNumbers numbers;
    private final long originNanos;
    private final Tally tally;

    /** By place in the numbers' regions; the last is nobody's. */
    private final List<Count> counts = new ArrayList<>();

    Arrivals(Policy policy, long originNanos, Tally tally) {
        this.numbers = new HomeNumbers(policy);
        this.originNanos = originNanos;
        this.tally = tally;
        numbers.regions().forEach(region -> counts.add(new Count(region)));
        counts.add(new Count(null));
    }

    /** The first INVITE of a call. */
    void arrived(Call call, SipMessage request, long nanos) {
        String called = request.requestUser().toString();
        if (call.outbound && isShortCode(called)) {
            call.home = UNCOUNTED;
            tally.add(Tally.Event.SHORT_CODE);
            return;
        }
        call.home = numbers.home(call.outbound ? request.fromUser().toString() : called);
        count(call).add(slot(nanos));
    }

    /**
     * The call may have been answered or have failed since, or a failure may have been taken back.
     */
    void recount(Call call) {
        if (call.home == UNCOUNTED) {
            return;
        }
        boolean answered = call.isAnswered();
        boolean failed = call.unanswered || call.isRefused();
        Count count = count(call);
        count.answered += (answered ? 1 : 0) - (call.arrivalAnswered ? 1 : 0);
        count.failed += (failed ? 1 : 0) - (call.arrivalFailed ? 1 : 0);
        call.arrivalAnswered = answered;
        call.arrivalFailed = failed;
    }

    /** One for each region that has numbers, then one for all others. */
    List<ArrivalsView> views(Now now) {
        long slot = slot(now.nanos());
        return counts.stream()
                .map(
                        c ->
                                new ArrivalsView(
                                        c.home,
                                        c.lately(slot, SLOTS_TEN_SECONDS),
                                        c.total,
                                        c.answered,
                                        c.failed,
                                        c.lately(slot, SLOTS)))
                .toList();
    }

    private Count count(Call call) {
        return call.home == HomeNumbers.NONE ? counts.getLast() : counts.get(call.home);
    }

    private long slot(long nanos) {
        return Math.floorDiv(nanos - originNanos, SLOT_NANOS);
    }

    private static boolean isShortCode(String user) {
        if (user.isEmpty() || user.length() > SHORT_CODE_DIGITS_MAX) {
            // No user at all is how urn:service:sos is read; it is an emergency call too.
            return user.isEmpty();
        }
        for (int i = 0; i < user.length(); i++) {
            if (user.charAt(i) < '0' || user.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
