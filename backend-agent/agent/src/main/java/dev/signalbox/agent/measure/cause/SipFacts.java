package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What SIP showed of one call, whatever the order in which it is told. */
final class SipFacts {

    /** More trunks than any SBC tries for one call. */
    private static final int ATTEMPTS_MAX = 8;

    private static final Comparator<CallEvent.Failed> LATEST_FAILED =
            Comparator.<CallEvent.Failed>comparingLong(f -> f.at().nanos())
                    .thenComparingInt(CallEvent.Failed::status)
                    .thenComparingInt(CallEvent.Failed::q850Cause)
                    .thenComparing(CallEvent.Failed::progressed);

    private static final Comparator<Codec> FINER =
            Comparator.comparingInt(Codec::clockHz).thenComparing(Codec::name);

    /** One trunk's part in the call. */
    static final class Attempt {
        boolean outbound;
        boolean invited;
        boolean unanswered;
        boolean progressed;
        boolean answered;
        long answeredNanos;
        long firstNanos;
        long invitedNanos;
        long newestNanos;
        CallEvent.@Nullable Failed failed;
        @Nullable IpEndpoint local;
        @Nullable IpEndpoint carrier;
        @Nullable Codec audio;

        /** It failed, as far as is known now, and is not being tried again. */
        boolean hasFailed() {
            if (answered) {
                return false;
            }
            return failed == null
                    ? unanswered && !progressed
                    : !invited || failed.at().nanos() - invitedNanos >= 0;
        }
    }

    private final SortedMap<Target.Trunk, Attempt> attempts = new TreeMap<>();
    private CallEvent.@Nullable Ended ended;

    void accept(CallEvent event) {
        CallEvent.At at = event.at();
        Attempt attempt = attempts.get(at.trunk());
        if (attempt == null) {
            if (attempts.size() == ATTEMPTS_MAX) {
                return;
            }
            attempt = new Attempt();
            attempt.firstNanos = at.nanos();
            attempt.newestNanos = at.nanos();
            attempts.put(at.trunk(), attempt);
        }
        attempt.outbound |= at.outbound();
        attempt.firstNanos = earlier(attempt.firstNanos, at.nanos());
        attempt.newestNanos = later(attempt.newestNanos, at.nanos());
        switch (event) {
            case CallEvent.Attempted ignored -> {
                attempt.invitedNanos =
                        attempt.invited ? later(attempt.invitedNanos, at.nanos()) : at.nanos();
                attempt.invited = true;
            }
            case CallEvent.Progressed ignored -> attempt.progressed = true;
            case CallEvent.Unanswered ignored -> attempt.unanswered = true;
            case CallEvent.Answered answered -> {
                attempt.answeredNanos =
                        attempt.answered ? earlier(attempt.answeredNanos, at.nanos()) : at.nanos();
                attempt.answered = true;
                attempt.local = answered.local();
                attempt.carrier = answered.carrier();
                attempt.audio = finer(attempt.audio, answered.audio());
            }
            case CallEvent.Failed failed -> {
                if (attempt.failed == null || LATEST_FAILED.compare(attempt.failed, failed) < 0) {
                    attempt.failed = failed;
                }
            }
            case CallEvent.Ended end -> {
                if (ended == null || rank(end) > rank(ended)) {
                    ended = end;
                }
            }
        }
    }

    /** Both sides may hang up at once: a reason outranks none, then the person's BYE counts. */
    private static int rank(CallEvent.Ended end) {
        return end.q850Cause() * 2 + (end.byCarrier() ? 1 : 0);
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    boolean answered() {
        return attempts.values().stream().anyMatch(a -> a.answered);
    }

    /** Audio format of the answered call, null when no answer told. */
    @Nullable Codec audio() {
        Codec audio = null;
        for (Attempt attempt : attempts.values()) {
            audio = finer(audio, attempt.audio);
        }
        return audio;
    }

    /** Of two the same one whichever came first. */
    private static @Nullable Codec finer(@Nullable Codec one, @Nullable Codec other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return FINER.compare(one, other) >= 0 ? one : other;
    }

    CallEvent.@Nullable Ended ended() {
        return ended;
    }

    /** Every trunk that was tried has failed, and none answered. */
    boolean failedEverywhere() {
        return !attempts.isEmpty() && attempts.values().stream().allMatch(Attempt::hasFailed);
    }

    SortedMap<Target.Trunk, Attempt> attempts() {
        return attempts;
    }

    /** The trunk that carried it, or was tried last. */
    Target.@Nullable Trunk trunk() {
        Target.Trunk best = null;
        Attempt of = null;
        for (var entry : attempts.entrySet()) {
            Attempt attempt = entry.getValue();
            if (of == null
                    || (attempt.answered && !of.answered)
                    || (attempt.answered == of.answered
                            && attempt.firstNanos - of.firstNanos > 0)) {
                best = entry.getKey();
                of = attempt;
            }
        }
        return best;
    }

    /** Of {@link #trunk}. */
    @Nullable Attempt decisive() {
        Target.Trunk trunk = trunk();
        return trunk == null ? null : attempts.get(trunk);
    }

    /** Arrival of the newest event; asked when there is one. */
    long newestNanos() {
        return attempts.values().stream()
                .map(a -> a.newestNanos)
                .reduce(SipFacts::later)
                .orElseThrow();
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }
}
