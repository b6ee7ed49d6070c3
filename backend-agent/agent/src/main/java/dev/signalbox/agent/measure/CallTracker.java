package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.agent.measure.TrunkEnds.End;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls on the carrier leg (RFC 3261, counting rules of RFC 6076). The trunk of a message
 * is found by endpoint: an INVITE to a trunk's endpoint is a call that we send, one from it a call
 * that the carrier sends; all other legs are counted as such and ignored, since a proxy's two legs
 * would count each call twice.
 *
 * <p>Mirrors lose, repeat and reorder packets, and two of them may show the same leg; a carrier is
 * not blamed for that. What a later message proves to have happened is taken as having happened,
 * and counted as a gap of the mirror.
 */
final class CallTracker {

    /** User part of our own test calls; they are not callers' calls. */
    static final String TEST_USER = "signalbox-test";

    private final TrunkEnds ends;
    private final CallTable table;
    private final Tally tally;
    private final CallObserver events;
    private final Arrivals arrivals;
    private final FinalResponses finals;
    private final EarlyResponses early = new EarlyResponses();

    /** Of the message that is being taken. */
    private @Nullable End destination;

    private @Nullable End source;

    CallTracker(
            Collection<TrunkMeter> meters,
            CallTable table,
            Tally tally,
            CallObserver events,
            Arrivals arrivals) {
        this.ends = new TrunkEnds(meters);
        this.events = events;
        this.arrivals = arrivals;
        this.table = table;
        this.tally = tally;
        this.finals = new FinalResponses(table, tally, events, arrivals);
    }

    /** One more trunk, as good as those from the start. */
    void add(TrunkMeter meter) {
        ends.add(meter);
    }

    void accept(MirroredSip sip, long nanos) {
        findEnds(sip);
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

    private void findEnds(MirroredSip sip) {
        destination = ends.at(sip.destination());
        source = ends.at(sip.source());
        if (destination == null && source == null) {
            destination = ends.atAddressOf(sip.destination());
            source = ends.atAddressOf(sip.source());
            if (destination != null && source != null) {
                // Two ports of the carrier's machine: nothing says which of them is the carrier.
                destination = null;
                source = null;
            }
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
            case ACK -> ack(sip, request, nanos);
            case BYE -> bye(sip, request, nanos);
            case CANCEL -> cancel(sip, request);
            case OPTIONS,
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
        long hash = table.hash(request.callId(), request.fromTag());
        TrunkMeter carrier =
                destination == null ? null : trunk(destination, true, hash, sip.source(), request);
        boolean outbound = carrier != null;
        if (carrier == null && source != null) {
            carrier = trunk(source, false, hash, sip.destination(), request);
        }
        if (carrier == null) {
            boolean ruled = isRuled(destination) || isRuled(source);
            tally.add(ruled ? Tally.Event.NO_RULE_FULFILLED : Tally.Event.OTHER_LEG);
            return;
        }
        IpEndpoint local = outbound ? sip.source() : sip.destination();
        long branch = request.branch().hash(0);
        Call call = table.find(hash, carrier, local, request.callId(), request.fromTag());
        boolean known = call != null;
        if (call == null) {
            call = new Call(carrier, outbound, sip, local, hash, authenticated(sip), nanos);
            call.branch = branch;
            table.add(call, nanos);
            carrier.attempt(call, request.requestUser(), nanos);
            events.attempted(call, nanos);
            arrivals.arrived(call, request, nanos);
        } else if (call.phase.isLive() || repeats(request.cseq(), branch, call)) {
            finals.repeated(call, sip);
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
        if (!known) {
            takeEarly(hash, nanos);
        }
    }

    private static boolean isRuled(@Nullable End end) {
        return end != null && end.isRuled();
    }

    /** Whose INVITE it is. Rules ask the first one of a call; what repeats it follows it. */
    private @Nullable TrunkMeter trunk(
            End end, boolean outbound, long hash, IpEndpoint local, SipMessage invite) {
        if (end.isRuled()) {
            Call known = find(end, hash, local, invite.callId(), invite.fromTag());
            if (known != null && known.outbound == outbound) {
                return known.trunk;
            }
        }
        return outbound ? end.sending(invite) : end.receiving(invite);
    }

    /** Same branch and CSeq, or older than what is known. */
    private static boolean repeats(long cseq, long branch, Call call) {
        return cseq < call.cseq || (cseq == call.cseq && branch == call.branch);
    }

    /** Responses that overtook their INVITE on the way here. */
    private void takeEarly(long hash, long nanos) {
        for (MirroredSip response : early.take(hash, nanos)) {
            tally.add(Tally.Event.REORDERED);
            findEnds(response);
            response(response, response.message(), nanos);
        }
    }

    private void ack(MirroredSip sip, SipMessage request, long nanos) {
        Call call = find(sip, request.fromTag());
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
            return;
        }
        if (call.phase == Phase.SETTING_UP && call.cseq == request.cseq()) {
            // RFC 3261 section 17.1.1.3: the ACK of a failure has the INVITE's branch; that of a
            // success (section 13.2.2.4) has one of its own. Either proves that the carrier spoke.
            boolean failed = request.branch().hash(0) == call.branch;
            if (call.challenge == 0 && call.response == null) {
                tally.add(Tally.Event.MIRROR_GAP);
                call.trunk.answeredUnseen(call, nanos);
                if (!failed) {
                    finals.answeredUnseen(call, request.toTag(), nanos);
                }
            }
        }
        if (call.phase == Phase.ANSWERED && call.isOfDialog(request.toTag())) {
            table.move(call, Phase.LIVE, nanos);
        }
    }

    private void bye(MirroredSip sip, SipMessage request, long nanos) {
        ByteText dialog = request.toTag();
        Call call = find(sip, request.fromTag());
        boolean byCallee = call == null && request.toTag().isPresent();
        if (byCallee) {
            // The tags have changed places.
            call = findOfCalled(sip, request.toTag());
            dialog = request.fromTag();
        }
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
        } else if (!call.isOfDialog(dialog)) {
            tally.add(Tally.Event.FORK_ENDED);
        } else if (call.phase == Phase.ENDED) {
            finals.repeated(call, sip);
        } else {
            if (call.response == null && byCallee) {
                // RFC 3261 section 15: who was called may not end a call that was not answered.
                tally.add(Tally.Event.MIRROR_GAP);
                call.trunk.answeredUnseen(call, nanos);
                finals.answeredUnseen(call, dialog, nanos);
            }
            events.ended(call, sip.source(), request.q850Cause(), nanos);
            call.trunk.ended(call, sip, nanos);
            table.move(call, Phase.ENDED, nanos);
        }
    }

    /** RFC 3261 section 9.1: the caller gives up; what becomes of it the final response says. */
    private void cancel(MirroredSip sip, SipMessage request) {
        tally.add(Tally.Event.CANCELLED);
        Call call = find(sip, request.fromTag());
        if (call != null && call.phase == Phase.SETTING_UP) {
            call.cancelled = true;
        }
    }

    private void response(MirroredSip sip, SipMessage response, long nanos) {
        if (response.method() != SipMethod.INVITE) {
            tally.add(Tally.Event.OTHER_METHOD);
            return;
        }
        Call call = findOfCalled(sip, response.fromTag());
        if (call == null) {
            tally.add(Tally.Event.UNMATCHED);
            early.keep(table.hash(response.callId(), response.fromTag()), sip, nanos);
            return;
        }
        if (call.waiting != null) {
            long branch = response.branch().hash(0);
            call.trunk.responded(call, response.cseq(), branch, sip, nanos);
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
        if (status >= 200) {
            finals.accept(call, sip, response, nanos);
        } else if (call.response == null) {
            if (!call.progressed) {
                events.progressed(call, nanos);
            }
            call.trunk.progress(call, sip, authenticated(sip), nanos);
        }
    }

    /** Ends what is overdue. */
    void expire(long nanos) {
        finals.expire(nanos);
        table.expire(nanos, call -> overdue(call, nanos));
    }

    private void overdue(Call call, long nanos) {
        events.forgotten(call);
        switch (call.phase) {
            case SETTING_UP -> {
                if (call.response == null) {
                    tally.add(Tally.Event.CALL_WITHOUT_FINAL);
                }
            }
            case ANSWERED -> {
                tally.add(Tally.Event.CALL_WITHOUT_ACK);
                call.count(nanos, b -> b.dropped++);
            }
            case LIVE -> {
                tally.add(Tally.Event.CALL_WITHOUT_BYE);
                call.count(nanos, b -> b.dropped++);
            }
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

    /**
     * The same for what the called end says. Where a call passes the same two ends twice, as
     * through a proxy that sends it back, both of its legs have these ends and texts; only the
     * direction tells them apart.
     */
    private @Nullable Call findOfCalled(MirroredSip sip, ByteText tag) {
        ByteText callId = sip.message().callId();
        long hash = table.hash(callId, tag);
        Call sent = find(source, hash, sip.destination(), callId, tag);
        if (sent != null && sent.outbound) {
            return sent;
        }
        Call received = find(destination, hash, sip.source(), callId, tag);
        return received != null && (sent == null || !received.outbound) ? received : sent;
    }

    private @Nullable Call find(
            @Nullable End carrier, long hash, IpEndpoint local, ByteText callId, ByteText tag) {
        if (carrier == null) {
            return null;
        }
        List<TrunkMeter> trunks = carrier.trunks();
        for (int i = 0; i < trunks.size(); i++) {
            Call call = table.find(hash, trunks.get(i), local, callId, tag);
            if (call != null) {
                return call;
            }
        }
        return null;
    }

    static boolean authenticated(MirroredSip sip) {
        return sip.trust() == MirrorTrust.AUTHENTICATED;
    }
}
