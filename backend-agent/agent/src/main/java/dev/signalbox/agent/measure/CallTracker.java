package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
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

    private final Map<IpEndpoint, TrunkMeter> sending = new HashMap<>();
    private final Map<IpEndpoint, TrunkMeter> receiving = new HashMap<>();
    private final Deque<Challenged> challenged = new ArrayDeque<>();
    private final CallTable table;
    private final Tally tally;
    private final CallEvents events;
    private final Arrivals arrivals;

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
            if (trunk.direction() != Trunk.Direction.INBOUND) {
                sending.putIfAbsent(trunk.endpoint(), meter);
            }
            if (trunk.direction() != Trunk.Direction.OUTBOUND) {
                receiving.putIfAbsent(trunk.endpoint(), meter);
            }
        }
    }

    void accept(MirroredSip sip, long nanos) {
        boolean toTrunk = seen(sip.destination(), nanos);
        boolean fromTrunk = seen(sip.source(), nanos);
        if (!toTrunk && !fromTrunk) {
            tally.add(Tally.Event.OTHER_LEG);
            return;
        }
        switch (sip.message()) {
            case SipMessage.Request request -> request(sip, request, nanos);
            case SipMessage.Response response -> response(sip, response, nanos);
        }
    }

    private boolean seen(IpEndpoint end, long nanos) {
        TrunkMeter meter = sending.getOrDefault(end, receiving.get(end));
        if (meter == null) {
            return false;
        }
        meter.seen(nanos);
        return true;
    }

    private void request(MirroredSip sip, SipMessage.Request request, long nanos) {
        switch (request.method()) {
            case "INVITE" -> {
                if (request.toTag() != null) {
                    tally.add(Tally.Event.RE_INVITE);
                } else if (request.fromUser().equals(TEST_USER)) {
                    tally.add(Tally.Event.TEST_CALL);
                } else {
                    invite(sip, request, nanos);
                }
            }
            case "ACK" -> {
                Call call = find(sip, request.fromTag());
                if (call != null && call.phase == Phase.ANSWERED) {
                    table.move(call, Phase.LIVE, nanos);
                }
            }
            case "BYE" -> bye(sip, request, nanos);
            default -> tally.add(Tally.Event.OTHER_METHOD);
        }
    }

    private void invite(MirroredSip sip, SipMessage.Request request, long nanos) {
        TrunkMeter carrier = sending.get(sip.destination());
        boolean outbound = carrier != null;
        if (carrier == null) {
            carrier = receiving.get(sip.source());
        }
        if (carrier == null) {
            tally.add(Tally.Event.OTHER_LEG);
            return;
        }
        IpEndpoint local = outbound ? sip.source() : sip.destination();
        CallKey key = CallKey.of(carrier, local, request.callId(), request.fromTag());
        Call call = table.find(key);
        if (call == null) {
            call = new Call(key, outbound, sip.sentMicros(), authenticated(sip), request.branch());
            table.add(call, nanos);
            carrier.attempt(call, nanos);
            events.attempted(call, nanos);
            arrivals.arrived(call, request, nanos);
        } else if (call.phase.isLive() || repeats(request, call)) {
            tally.add(Tally.Event.RETRANSMISSION);
            return;
        } else {
            // With credentials after 401 or 407, or once more after a refusal: the same attempt.
            call.challenge = 0;
            call.branch = request.branch();
            table.move(call, Phase.SETTING_UP, nanos);
        }
        call.cseq = request.cseq();
        if (outbound) {
            carrier.invited(call, sip.sentMicros(), authenticated(sip), nanos);
        }
    }

    /** Same branch and CSeq, or older than what is known. */
    private static boolean repeats(SipMessage.Request request, Call call) {
        boolean same = request.cseq() == call.cseq && request.branch().equals(call.branch);
        return same || request.cseq() < call.cseq;
    }

    private void bye(MirroredSip sip, SipMessage.Request request, long nanos) {
        Call call = find(sip, request.fromTag());
        if (call == null && request.toTag() != null) {
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

    private void response(MirroredSip sip, SipMessage.Response response, long nanos) {
        if (!response.cseqMethod().equals("INVITE")) {
            tally.add(Tally.Event.OTHER_METHOD);
            return;
        }
        Call call = find(sip, response.fromTag());
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
            return;
        }
        call.trunk().responded(call, response, sip.sentMicros(), nanos);
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
                call.trunk().progress(call, sip.sentMicros(), authenticated(sip), nanos);
            }
            return;
        }
        finalResponse(call, sip, response, nanos);
    }

    private void finalResponse(
            Call call, MirroredSip sip, SipMessage.Response response, long nanos) {
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
            call.trunk().takePdd(call, sip.sentMicros(), nanos);
            events.answered(call, response.audioClockHz(), nanos);
        } else {
            events.failed(call, status, response.q850Cause(), nanos);
        }
        FinalCause cause = FinalCause.of(status, response.q850Cause(), call.progressed);
        call.trunk().finalResponse(call, status, cause, authenticated(sip), nanos);
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
                    && table.find(call.key) == call) {
                call.challenge = 0;
                events.failed(call, oldest.status, 0, oldest.dueNanos);
                call.trunk()
                        .finalResponse(
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

    private @Nullable Call find(MirroredSip sip, String tag) {
        Call call = find(sip.destination(), sip.source(), sip, tag);
        return call != null ? call : find(sip.source(), sip.destination(), sip, tag);
    }

    private @Nullable Call find(IpEndpoint carrier, IpEndpoint local, MirroredSip sip, String tag) {
        Call call = find(sending.get(carrier), local, sip, tag);
        return call != null ? call : find(receiving.get(carrier), local, sip, tag);
    }

    private @Nullable Call find(
            @Nullable TrunkMeter carrier, IpEndpoint local, MirroredSip sip, String tag) {
        return carrier == null
                ? null
                : table.find(CallKey.of(carrier, local, sip.message().callId(), tag));
    }

    private static boolean authenticated(MirroredSip sip) {
        return sip.trust() == MirrorTrust.AUTHENTICATED;
    }
}
