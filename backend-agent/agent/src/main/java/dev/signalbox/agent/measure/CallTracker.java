package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls on the carrier leg (RFC 3261, counting rules of RFC 6076). The trunk of a message
 * is found by endpoint: an INVITE to a trunk's endpoint is a call that we send, one from it a call
 * that the carrier sends; all other legs are counted as such and ignored, since a proxy's two legs
 * would count each call twice.
 */
final class CallTracker {

    /** User part of our own test calls; they are not callers' calls. */
    static final String TEST_USER = "signalbox-test";

    /** A 401 or 407 is the attempt's end when no retry follows within this time. */
    static final long RETRY_NANOS = 5_000_000_000L;

    private record Challenged(Call call, long cseq, int status, long dueNanos) {}

    /** A carrier's end of trunks of this region: at most one that we call on, one that calls us. */
    private static final class End {
        @Nullable TrunkMeter sending;
        @Nullable TrunkMeter receiving;

        void seen(long nanos) {
            TrunkMeter meter = sending != null ? sending : receiving;
            if (meter != null) {
                meter.seen(nanos);
            }
        }
    }

    private final Map<IpEndpoint, End> ends = new HashMap<>();
    private final Deque<Challenged> challenged = new ArrayDeque<>();
    private final CallTable table;
    private final Tally tally;
    private final CallEvents events;
    private final Arrivals arrivals;

    /** Of the message that is being taken. */
    private @Nullable End destination;

    private @Nullable End source;

    CallTracker(
            Collection<TrunkMeter> meters,
            CallTable table,
            Tally tally,
            CallEvents events,
            Arrivals arrivals) {
        this.events = events;
        this.arrivals = arrivals;
        this.table = table;
        this.tally = tally;
        for (TrunkMeter meter : meters) {
            Trunk trunk = meter.trunk;
            End end = ends.computeIfAbsent(trunk.endpoint(), _ -> new End());
            if (trunk.direction() != Trunk.Direction.INBOUND && end.sending == null) {
                end.sending = meter;
            }
            if (trunk.direction() != Trunk.Direction.OUTBOUND && end.receiving == null) {
                end.receiving = meter;
            }
        }
    }

    void accept(MirroredSip sip, long nanos) {
        destination = ends.get(sip.destination());
        source = ends.get(sip.source());
        if (destination == null && source == null) {
            tally.add(Tally.Event.OTHER_LEG);
            return;
        }
        if (destination != null) {
            destination.seen(nanos);
        }
        if (source != null) {
            source.seen(nanos);
        }
        if (sip.message().isRequest()) {
            request(sip, sip.message(), nanos);
        } else {
            response(sip, sip.message(), nanos);
        }
    }

    private void request(MirroredSip sip, SipMessage request, long nanos) {
        switch (request.method()) {
            case INVITE -> {
                if (request.toTag().isPresent()) {
                    tally.add(Tally.Event.RE_INVITE);
                } else if (request.fromUser().is(TEST_USER)) {
                    tally.add(Tally.Event.TEST_CALL);
                } else {
                    invite(sip, request, nanos);
                }
            }
            case ACK -> {
                Call call = find(sip, request.fromTag());
                if (call != null && call.phase == Phase.ANSWERED) {
                    table.move(call, Phase.LIVE, nanos);
                }
            }
            case BYE -> bye(sip, request, nanos);
            case CANCEL,
                    OPTIONS,
                    REGISTER,
                    PRACK,
                    UPDATE,
                    INFO,
                    REFER,
                    SUBSCRIBE,
                    NOTIFY,
                    PUBLISH,
                    MESSAGE,
                    OTHER ->
                    tally.add(Tally.Event.OTHER_METHOD);
        }
    }

    private void invite(MirroredSip sip, SipMessage request, long nanos) {
        TrunkMeter carrier = destination == null ? null : destination.sending;
        boolean outbound = carrier != null;
        if (carrier == null && source != null) {
            carrier = source.receiving;
        }
        if (carrier == null) {
            tally.add(Tally.Event.OTHER_LEG);
            return;
        }
        IpEndpoint local = outbound ? sip.source() : sip.destination();
        long hash = table.hash(request.callId(), request.fromTag());
        long branch = request.branch().hash(0);
        Call call = table.find(hash, carrier, local, request.callId(), request.fromTag());
        if (call == null) {
            call = new Call(carrier, outbound, sip, local, hash, authenticated(sip));
            call.branch = branch;
            table.add(call, nanos);
            carrier.attempt(call, nanos);
            events.attempted(call, nanos);
            arrivals.arrived(call, request, nanos);
        } else if (call.phase.isLive() || repeats(request.cseq(), branch, call)) {
            tally.add(Tally.Event.RETRANSMISSION);
            return;
        } else {
            // With credentials after 401 or 407, or once more after a refusal: the same attempt.
            call.challenge = 0;
            call.branch = branch;
            table.move(call, Phase.SETTING_UP, nanos);
        }
        call.cseq = request.cseq();
        if (outbound) {
            carrier.invited(call, sip.sentMicros(), authenticated(sip), nanos);
        }
    }

    /** Same branch and CSeq, or older than what is known. */
    private static boolean repeats(long cseq, long branch, Call call) {
        return cseq < call.cseq || (cseq == call.cseq && branch == call.branch);
    }

    private void bye(MirroredSip sip, SipMessage request, long nanos) {
        Call call = find(sip, request.fromTag());
        if (call == null && request.toTag().isPresent()) {
            // The side that was called hangs up: the tags have changed places.
            call = find(sip, request.toTag());
        }
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
        } else if (call.phase != Phase.ENDED) {
            events.ended(call, sip.source(), request.q850Cause(), nanos);
            table.move(call, Phase.ENDED, nanos);
        }
    }

    private void response(MirroredSip sip, SipMessage response, long nanos) {
        if (response.method() != SipMethod.INVITE) {
            tally.add(Tally.Event.OTHER_METHOD);
            return;
        }
        Call call = find(sip, response.fromTag());
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
            return;
        }
        if (call.waiting != null) {
            long branch = response.branch().hash(0);
            call.trunk.responded(call, response.cseq(), branch, sip.sentMicros(), nanos);
        }
        arrivals.recount(call);
        if (response.cseq() != call.cseq) {
            // Of a re-INVITE, or of an INVITE that has been retried since.
            tally.add(Tally.Event.UNMATCHED);
            return;
        }
        int status = response.status();
        if (status == 100) {
            return;
        }
        if (status < 200) {
            if (call.finalStatus == 0) {
                if (!call.progressed) {
                    events.progressed(call, nanos);
                }
                call.trunk.progress(call, sip.sentMicros(), authenticated(sip), nanos);
            }
            return;
        }
        finalResponse(call, sip, response, nanos);
    }

    private void finalResponse(Call call, MirroredSip sip, SipMessage response, long nanos) {
        int status = response.status();
        boolean answeredBefore = call.finalStatus >= 200 && call.finalStatus < 300;
        boolean sameFinal = call.phase == Phase.ENDED && status == call.finalStatus;
        boolean sameChallenge =
                status == call.challenge || (isChallenge(status) && status == call.finalStatus);
        boolean repeated = sameFinal || sameChallenge;
        if (answeredBefore || repeated) {
            // A repetition, or another branch of a forked call: one call is answered once.
            tally.add(Tally.Event.RETRANSMISSION);
            return;
        }
        if (isChallenge(status)) {
            call.challenge = status;
            challenged.addLast(new Challenged(call, call.cseq, status, nanos + RETRY_NANOS));
            return;
        }
        call.challenge = 0;
        if (status < 300) {
            call.trunk.takePdd(call, sip.sentMicros(), nanos);
            events.answered(call, response.audioClockHz(), nanos);
        } else {
            events.failed(call, status, response.q850Cause(), nanos);
        }
        FinalCause cause = FinalCause.of(status, response.q850Cause(), call.progressed);
        call.trunk.finalResponse(call, status, cause, authenticated(sip), nanos);
        arrivals.recount(call);
        table.move(call, status < 300 ? Phase.ANSWERED : Phase.ENDED, nanos);
    }

    private static boolean isChallenge(int status) {
        return status == 401 || status == 407;
    }

    /** Ends what is overdue. */
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
                call.trunk.finalResponse(
                        call,
                        oldest.status,
                        FinalCause.NEUTRAL,
                        call.authenticated,
                        oldest.dueNanos);
                // It stays in its phase: people type passwords slowly, and a retry is still the
                // same attempt.
            }
            oldest = challenged.peekFirst();
        }
        table.expire(nanos, this::overdue);
    }

    private void overdue(Call call) {
        switch (call.phase) {
            case SETTING_UP -> {
                if (call.finalStatus == 0) {
                    tally.add(Tally.Event.CALL_WITHOUT_FINAL);
                }
            }
            case ANSWERED -> tally.add(Tally.Event.CALL_WITHOUT_ACK);
            case LIVE -> tally.add(Tally.Event.CALL_WITHOUT_BYE);
            case ENDED -> {}
        }
    }

    /** The call on the leg between the two ends of the message, whichever of them is a trunk. */
    private @Nullable Call find(MirroredSip sip, ByteText tag) {
        ByteText callId = sip.message().callId();
        long hash = table.hash(callId, tag);
        Call call = find(destination, hash, sip.source(), callId, tag);
        return call != null ? call : find(source, hash, sip.destination(), callId, tag);
    }

    private @Nullable Call find(
            @Nullable End carrier, long hash, IpEndpoint local, ByteText callId, ByteText tag) {
        if (carrier == null) {
            return null;
        }
        TrunkMeter sends = carrier.sending;
        Call call = sends == null ? null : table.find(hash, sends, local, callId, tag);
        if (call != null) {
            return call;
        }
        TrunkMeter receives = carrier.receiving;
        return receives == null || receives == sends
                ? null
                : table.find(hash, receives, local, callId, tag);
    }

    private static boolean authenticated(MirroredSip sip) {
        return sip.trust() == MirrorTrust.AUTHENTICATED;
    }
}
