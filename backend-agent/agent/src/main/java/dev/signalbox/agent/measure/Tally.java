package dev.signalbox.agent.measure;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was seen and did not count as a call, by reason: nothing is passed over in silence. */
final class Tally {

    /** Why a message, a call or a sample did not count. */
    enum Event {
        /** Neither end is a trunk of this region, or calls do not go this way on it. */
        OTHER_LEG,
        /** Its end belongs to trunks with rules, and it fulfils those of none. */
        NO_RULE_FULFILLED,
        /** A repetition of a message that was counted. */
        RETRANSMISSION,
        /** The same message, shown by a second mirror. */
        DUPLICATE,
        /** A response that came before its INVITE and was counted after it. */
        REORDERED,
        /** The mirror lost a message that a later one proves to have been there. */
        MIRROR_GAP,
        /** A CANCEL: the caller gave up. */
        CANCELLED,
        /** A caller gave up after seconds in which nothing was heard: suspected, moves nothing. */
        CANCELLED_UNHEARD,
        /** Another branch of a forked call was answered as well. */
        FORK_ANSWERED,
        /** The end of such a branch, which is not the end of the call. */
        FORK_ENDED,
        /** A response or in-dialog request of a call that is not known. */
        UNMATCHED,
        /** A request or response that call tracking does not need. */
        OTHER_METHOD,
        /** An INVITE inside a dialog (with To-tag). */
        RE_INVITE,
        /** An INVITE of our own prober. */
        TEST_CALL,
        /** An outgoing call to a short code: no arrival of any region's numbers. */
        SHORT_CODE,
        /** A delay that is negative or longer than any call rings. */
        PDD_DISCARDED,
        /** No final response within minutes. */
        CALL_WITHOUT_FINAL,
        /** Answered, and the ACK was never seen: not counted as live. */
        CALL_WITHOUT_ACK,
        /** Live for hours without a BYE. */
        CALL_WITHOUT_BYE,
        /** Too many calls at the same time: the oldest was forgotten. */
        CALL_EVICTED,
        /** Nobody took the events of calls: this one was lost. */
        CALL_EVENT_DROPPED,
        /** A result of a probe of a trunk that is not of this region. */
        PROBE_OF_OTHER_REGION
    }

    private static final class Count {
        long value;
    }

    private final Map<Event, Count> counts = new EnumMap<>(Event.class);

    /** Nothing happened yet. */
    Tally() {
        for (Event event : Event.values()) {
            counts.put(event, new Count());
        }
    }

    void add(Event event) {
        Objects.requireNonNull(counts.get(event)).value++;
    }

    /** By text form, for example {@code calls_other_leg}; what never happened is missing. */
    SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>();
        counts.forEach(
                (event, count) -> {
                    if (count.value > 0) {
                        names.put("calls_" + event.name().toLowerCase(Locale.ROOT), count.value);
                    }
                });
        return names;
    }
}
