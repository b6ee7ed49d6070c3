package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a final response makes of a call (RFC 6076 section 4): the last one decides, a challenge
 * that is answered in time is none, one answer counts however many branches of a forked call give
 * one.
 */
final class FinalResponses {

    /** A 401 or 407 is the attempt's end when no retry follows within this time. */
    static final long RETRY_NANOS = 5_000_000_000L;

    private record Challenged(Call call, long cseq, int status, long dueNanos) {}

    private final Deque<Challenged> challenged = new ArrayDeque<>();
    private final CallTable table;
    private final Tally tally;
    private final CallObserver events;
    private final Arrivals arrivals;

    FinalResponses(CallTable table, Tally tally, CallObserver events, Arrivals arrivals) {
        this.table = table;
        this.tally = tally;
        this.events = events;
        this.arrivals = arrivals;
    }

    /** A final response to the newest INVITE of a call. */
    void accept(Call call, MirroredSip sip, SipMessage response, long nanos) {
        int status = response.status();
        if (call.isAnswered() && status < 300 && !call.isOfDialog(response.toTag())) {
            // Another branch of a forked call answers too; its caller ends it at once.
            tally.add(Tally.Event.FORK_ANSWERED);
            return;
        }
        boolean sameFinal = call.phase == Phase.ENDED && status == call.finalStatus();
        boolean sameChallenge =
                status == call.challenge || (isChallenge(status) && status == call.finalStatus());
        if (call.isAnswered() || sameFinal || sameChallenge) {
            repeated(call, sip);
            return;
        }
        if (isChallenge(status)) {
            call.challenge = status;
            challenged.addLast(new Challenged(call, call.cseq, status, nanos + RETRY_NANOS));
            return;
        }
        call.challenge = 0;
        if (status < 300) {
            Codec audio = response.audio();
            call.trunk.answered(call, sip, audio, nanos);
            call.dialog = response.toTag().hash(0);
            events.answered(call, audio, nanos);
        } else {
            events.failed(call, status, response.q850Cause(), nanos);
        }
        if (status == 487 && call.heardNothing(sip, nanos)) {
            tally.add(Tally.Event.CANCELLED_UNHEARD);
        }
        if (status >= 300) {
            call.trunk.takeFailure(call, sip, nanos);
        }
        FinalResponse last = FinalResponse.of(status, response.q850Cause(), call.progressed);
        take(call, last, CallTracker.authenticated(sip), nanos);
    }

    /** The 2xx was never seen, and what came after it proves that there was one. */
    void answeredUnseen(Call call, ByteText dialog, long nanos) {
        call.challenge = 0;
        call.dialog = dialog.hash(0);
        events.answered(call, null, nanos);
        take(call, FinalResponse.of(200, 0, call.progressed), call.authenticated, nanos);
    }

    private void take(Call call, FinalResponse last, boolean authenticated, long nanos) {
        call.trunk.finalResponse(call, last, authenticated, nanos);
        arrivals.recount(call);
        table.move(call, last.status() < 300 ? Phase.ANSWERED : Phase.ENDED, nanos);
    }

    /** A message that has been counted: sent again, or shown by a second mirror. */
    void repeated(Call call, MirroredSip sip) {
        tally.add(
                call.captureId == sip.captureId()
                        ? Tally.Event.RETRANSMISSION
                        : Tally.Event.DUPLICATE);
    }

    private static boolean isChallenge(int status) {
        return status == 401 || status == 407;
    }

    /** A challenge that nobody answered was the end of the attempt. */
    void expire(long nanos) {
        Challenged oldest = challenged.peekFirst();
        while (oldest != null && nanos - oldest.dueNanos >= 0) {
            challenged.removeFirst();
            Call call = oldest.call;
            if (call.challenge != 0
                    && call.cseq == oldest.cseq
                    && call.phase == Phase.SETTING_UP
                    && table.holds(call)) {
                call.challenge = 0;
                events.failed(call, oldest.status, 0, oldest.dueNanos);
                FinalResponse last = FinalResponse.of(oldest.status, 0, call.progressed);
                call.trunk.finalResponse(call, last, call.authenticated, oldest.dueNanos);
                // It stays in its phase: people type passwords slowly, and a retry is still the
                // same attempt.
            }
            oldest = challenged.peekFirst();
        }
    }
}
