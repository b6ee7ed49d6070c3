package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.time.Now;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call while its facts are being joined. */
final class Joined {

    /** Where it stands; who has to go first when there are too many, first. */
    enum Phase {
        /** Spans or RTCP alone: neither SIP nor an outcome was seen. */
        STRAY(10 * 60),
        /** Judged; what comes may still revise it. */
        SETTLED(3 * 60),
        /** Not ended, or not judged yet. A call lasts 4 h at most. */
        OPEN(4 * 3600 + 600);

        final long nanosMax;

        Phase(long seconds) {
            this.nanosMax = seconds * 1_000_000_000L;
        }
    }

    final CallFacts facts = new CallFacts();
    final Set<String> traceIds = new LinkedHashSet<>(2);
    @Nullable String callId;
    Phase phase = Phase.STRAY;
    long phaseNanos;

    /** When the platform's outcome arrived. */
    @Nullable Now outcomeArrival;

    /** When its end became known; a revision keeps it. */
    @Nullable Now ended;

    @Nullable CallVerdict verdict;
    @Nullable Finding finding;

    /** The verdict is one of those that tell how conversations go. */
    boolean countedByOutcome;

    /** When it is to be judged first; null while it has not ended. */
    @Nullable Long dueNanos;

    /** Its media was scored. */
    boolean scored;

    boolean touched;
    boolean waiting;
    boolean removed;

    /** Call-ID, else the first trace id. */
    String name() {
        return callId != null ? callId : traceIds.isEmpty() ? "" : traceIds.iterator().next();
    }
}
