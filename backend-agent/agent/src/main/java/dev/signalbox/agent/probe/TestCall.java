package dev.signalbox.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One synthetic call, from INVITE until nothing of it is left at the carrier. It has a verdict
 * once, and then ends itself: it is cancelled as soon as it rings, and hung up when it was
 * answered, however late the answer comes and however the two cross (RFC 3261, 9.1 and 13.2.2.4).
 * Pure: time comes in, what to send goes out.
 */
final class TestCall {

    /** How long the far side has to show that it is alive. */
    static final long DEADLINE_NANOS = 4_000_000_000L;

    /** How long a CANCEL or BYE is tried: 64 * T1. */
    private static final long ENDING_NANOS = 32_000_000_000L;

    /** What is to be done. */
    sealed interface Effect {
        record Send(SipRequest request) implements Effect {}

        /**
         * The end of the probe.
         *
         * @param status of the response that decided, 0 when none came in time
         */
        record Verdict(int status, long tookNanos) implements Effect {}
    }

    private enum Phase {
        /** No response yet. */
        CALLING,
        /** 100 Trying. */
        PROCEEDING,
        /** CANCEL sent, the INVITE's final response is awaited. */
        CANCELLING,
        /** Nothing came in time; a late response is still dealt with. */
        ABANDONED,
        /** The INVITE is over. */
        OVER
    }

    private final ProbeLeg leg;
    private final long startNanos;
    private Phase phase = Phase.CALLING;
    private @Nullable Long verdictNanos;
    private @Nullable Retransmission invite;
    private @Nullable Retransmission cancel;
    private long cancelledNanos;

    /** Answered dialogs by the far side's tag, until their BYE is answered or given up. */
    private final Map<String, Retransmission> byes = new HashMap<>();

    /** Tags whose BYE is done: a repeated 200 of theirs still gets its ACK. */
    private final Map<String, SipAnswer> answers = new HashMap<>();

    private final List<Effect> effects = new ArrayList<>();

    TestCall(ProbeLeg leg, long startNanos) {
        this.leg = leg;
        this.startNanos = startNanos;
    }

    ProbeLeg leg() {
        return leg;
    }

    long startNanos() {
        return startNanos;
    }

    /** The first INVITE. */
    List<Effect> start() {
        Retransmission first =
                new Retransmission(leg.invite(), startNanos, startNanos + DEADLINE_NANOS);
        invite = first;
        return send(first.request());
    }

    /** A response to one of this call's requests. */
    List<Effect> answered(SipAnswer answer) {
        effects.clear();
        switch (answer.method()) {
            case "INVITE" -> invited(answer);
            case "CANCEL" -> cancel = answer.status() >= 200 ? null : cancel;
            case "BYE" -> {
                if (answer.status() >= 200) {
                    byes.remove(answer.toTag());
                }
            }
            default -> {}
        }
        return List.copyOf(effects);
    }

    /** The far side hung up first. */
    void hungUp(String farTag) {
        byes.remove(farTag);
    }

    /** Time has passed. */
    List<Effect> tick(long nowNanos) {
        effects.clear();
        if (verdictNanos == null && nowNanos - startNanos >= DEADLINE_NANOS) {
            verdict(0, nowNanos);
            invite = null;
            if (phase == Phase.PROCEEDING) {
                cancel(nowNanos);
            } else if (phase == Phase.CALLING) {
                phase = Phase.ABANDONED;
            }
        }
        invite = repeated(invite, nowNanos);
        cancel = repeated(cancel, nowNanos);
        if (phase == Phase.CANCELLING && nowNanos - cancelledNanos >= ENDING_NANOS) {
            phase = Phase.OVER;
        }
        byes.replaceAll((_, bye) -> repeatedOrDone(bye, nowNanos));
        byes.values().removeIf(bye -> bye.givenUp(nowNanos));
        return List.copyOf(effects);
    }

    /** The prober ends: no verdict any more, and the call ends as soon as a CANCEL is allowed. */
    List<Effect> hangUp(long nowNanos) {
        effects.clear();
        invite = null;
        verdictNanos = nowNanos;
        if (phase == Phase.PROCEEDING) {
            cancel(nowNanos);
        } else if (phase == Phase.CALLING) {
            phase = Phase.ABANDONED;
        }
        return List.copyOf(effects);
    }

    /** True when nothing of the call is left that this side knows of. */
    boolean over() {
        return phase == Phase.OVER && byes.isEmpty();
    }

    /** True when the next call to the same trunk may begin. */
    boolean makesRoom(long nowNanos) {
        Long decided = verdictNanos;
        return over()
                || phase == Phase.ABANDONED
                || (decided != null && nowNanos - decided >= DEADLINE_NANOS);
    }

    private void invited(SipAnswer answer) {
        if (answer.status() == 100) {
            invite = null;
            if (phase == Phase.CALLING) {
                phase = Phase.PROCEEDING;
            } else if (phase == Phase.ABANDONED) {
                cancel(answer.arrivalNanos());
            }
        } else if (answer.status() < 200) {
            invite = null;
            verdict(answer.status(), answer.arrivalNanos());
            if (phase != Phase.CANCELLING && phase != Phase.OVER) {
                cancel(answer.arrivalNanos());
            }
        } else if (answer.status() < 300) {
            picked(answer);
        } else {
            endInvite();
            verdict(answer.status(), answer.arrivalNanos());
            effects.add(new Effect.Send(leg.ackRefusal(answer)));
        }
    }

    private void picked(SipAnswer answer) {
        endInvite();
        verdict(answer.status(), answer.arrivalNanos());
        effects.add(new Effect.Send(leg.ackAnswer(answer)));
        if (answers.putIfAbsent(answer.toTag(), answer) == null) {
            SipRequest bye = leg.bye(answer);
            long now = answer.arrivalNanos();
            byes.put(answer.toTag(), new Retransmission(bye, now, now + ENDING_NANOS));
            effects.add(new Effect.Send(bye));
        }
    }

    private void endInvite() {
        invite = null;
        cancel = null;
        phase = Phase.OVER;
    }

    private void cancel(long nowNanos) {
        phase = Phase.CANCELLING;
        cancelledNanos = nowNanos;
        SipRequest request = leg.cancel();
        cancel = new Retransmission(request, nowNanos, nowNanos + ENDING_NANOS);
        effects.add(new Effect.Send(request));
    }

    private void verdict(int status, long nowNanos) {
        if (verdictNanos == null) {
            verdictNanos = nowNanos;
            effects.add(new Effect.Verdict(status, nowNanos - startNanos));
        }
    }

    private @Nullable Retransmission repeated(@Nullable Retransmission what, long nowNanos) {
        if (what == null || what.givenUp(nowNanos)) {
            return null;
        }
        return repeatedOrDone(what, nowNanos);
    }

    private Retransmission repeatedOrDone(Retransmission what, long nowNanos) {
        if (what.due(nowNanos) && !what.givenUp(nowNanos)) {
            what.sentAgain(nowNanos);
            effects.add(new Effect.Send(what.request()));
        }
        return what;
    }

    private static List<Effect> send(SipRequest request) {
        return List.of(new Effect.Send(request));
    }
}
