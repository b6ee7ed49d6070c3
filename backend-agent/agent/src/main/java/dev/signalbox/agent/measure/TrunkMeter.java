package dev.signalbox.agent.measure;

import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.media.Codec;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is measured on one trunk: windows, counts, learned times, detectors, probes. Calls that
 * a carrier sends to us enter the windows, and are missed when they stay away; only calls that we
 * send to it are judged.
 */
final class TrunkMeter {

    /** Longer than this nobody listens to ringing; such a delay is a fault of clocks. */
    private static final double PDD_MILLIS_MAX = 180_000;

    final Trunk trunk;
    private final CallWindows sent;
    private final CallWindows received;
    private final Destinations destinations;
    final UnansweredInvites unanswered;
    int liveCalls;
    private final RejectedInvites rejected;
    private final MissedOptions options;
    private final @Nullable StarvedInbound starved;
    private final ProbeTrack testCalls = new ProbeTrack(1, ProbeTrack.TEST_CALLS_GOOD);
    private final FirstResponseTimes responseTimes;
    private final Tally tally;
    private long flipsOfCalls;
    private long attempts;
    private long progressed;
    private long failed;
    private long lastTrafficNanos = Long.MIN_VALUE;

    TrunkMeter(Trunk trunk, Thresholds thresholds, long originNanos, Tally tally) {
        this.trunk = trunk;
        this.tally = tally;
        this.sent = new CallWindows(originNanos);
        this.received = new CallWindows(originNanos);
        this.destinations = new Destinations(originNanos);
        this.unanswered = new UnansweredInvites(trunk.target(), thresholds);
        this.rejected = new RejectedInvites(trunk.target(), thresholds);
        this.options = new MissedOptions(trunk.target(), thresholds);
        this.starved =
                trunk.direction() == Trunk.Direction.OUTBOUND
                        ? null
                        : new StarvedInbound(trunk.target(), thresholds.conversations());
        this.responseTimes = new FirstResponseTimes(thresholds.unansweredAfterMin());
    }

    void seen(long nanos) {
        lastTrafficNanos = nanos;
        sent.seen(nanos);
    }

    /** Windows of the calls that we send, or of those that come. */
    CallWindows windows(boolean outbound) {
        return outbound ? sent : received;
    }

    /**
     * A call begins.
     *
     * @param called user of its Request-URI
     */
    void attempt(Call call, ByteText called, long nanos) {
        if (call.outbound) {
            call.destination = destinations.of(called);
        }
        call.count(nanos, b -> b.attempts++);
        attempts += call.outbound ? 1 : 0;
        if (starved != null && !call.outbound) {
            starved.arrived(call.authenticated, nanos);
        }
    }

    /** Calls go elsewhere, by decision: that none come says nothing of the carrier. */
    void callsAway(long nanos) {
        if (starved != null) {
            starved.forget(nanos);
        }
    }

    /** The agent stood still: absence is counted anew. */
    void stood(long pauseNanos, long nanos) {
        if (starved != null) {
            starved.stood(pauseNanos, nanos);
        }
        options.stood();
        unanswered.stood();
    }

    void invited(Call call, long sentMicros, boolean authenticated, long nanos) {
        Invite invite =
                new Invite(call, sentMicros, nanos, authenticated, responseTimes.deadlineNanos());
        invite.next = call.waiting;
        call.waiting = invite;
        unanswered.invited(invite);
    }

    /**
     * Any response at all, 100 included; of the INVITEs that wait, it answers its own.
     *
     * @param branch hash of its branch
     */
    void responded(Call call, long cseq, long branch, MirroredSip sip, long nanos) {
        boolean branchKnown = false;
        for (Invite i = call.waiting; i != null; i = i.next) {
            branchKnown |= i.branch == branch;
        }
        Invite before = null;
        for (Invite i = call.waiting; i != null; i = i.next) {
            if (i.cseq == cseq && (!branchKnown || i.branch == branch)) {
                if (before == null) {
                    call.waiting = i.next;
                } else {
                    before.next = i.next;
                }
                firstResponse(i, sip, nanos);
            } else {
                before = i;
            }
        }
    }

    private void firstResponse(Invite invite, MirroredSip sip, long nanos) {
        if (!unanswered.latch().isOn()) {
            // What comes while the trunk is ill would teach that illness is usual.
            responseTimes.learn(millisBetween(invite, sip, nanos));
        }
        answered(invite, nanos);
    }

    /** A later message proves that the carrier had answered; when is not known. */
    void answeredUnseen(Call call, long nanos) {
        for (Invite i = call.waiting; i != null; i = i.next) {
            answered(i, nanos);
        }
        call.waiting = null;
    }

    private void answered(Invite invite, long nanos) {
        Call call = invite.call;
        if (call.unanswered) {
            call.unanswered = false;
            call.count(call.unansweredNanos, b -> b.unanswered--);
        }
        unanswered.answered(invite, nanos);
        recount(call);
    }

    private static double millisBetween(Invite invite, MirroredSip sip, long nanos) {
        double millis = (sip.sentMicros() - invite.sentMicros) / 1e3;
        boolean sane =
                sip.captureId() == invite.call.captureId
                        && millis >= 0
                        && millis <= FirstResponseTimes.DEADLINE_MILLIS_MAX;
        return sane ? millis : (nanos - invite.arrivalNanos) / 1e6;
    }

    /**
     * Judges INVITEs whose deadline is over.
     *
     * @return calls that have turned out unanswered now
     */
    List<Call> expire(long nanos) {
        List<Call> newlyUnanswered = new ArrayList<>(0);
        for (Invite invite : unanswered.expire(nanos)) {
            Call call = invite.call;
            if (!call.unanswered && call.response == null) {
                call.unanswered = true;
                call.unansweredNanos = nanos;
                call.count(nanos, b -> b.unanswered++);
                recount(call);
                newlyUnanswered.add(call);
            }
        }
        if (starved != null) {
            starved.expire(nanos);
        }
        unanswered.probesSpeak(nanos);
        rejected.probesSpeak(nanos);
        provesAnew();
        return newlyUnanswered;
    }

    /** A provisional other than 100. */
    void progress(Call call, MirroredSip sip, boolean authenticated, long nanos) {
        takePdd(call, sip, nanos);
        if (!call.progressed) {
            call.progressed = true;
            judge(call, Outcome.progress(authenticated && call.authenticated, nanos));
            recount(call);
        }
    }

    /** A final response that stands, until another one takes its place. */
    void finalResponse(Call call, FinalResponse last, boolean authenticated, long nanos) {
        FinalResponse before = call.response;
        if (before != null) {
            call.count(call.finalNanos, b -> b.addFinal(before, call.outbound, -1));
        }
        call.count(nanos, b -> b.addFinal(last, call.outbound, 1));
        call.response = last;
        call.finalNanos = nanos;
        boolean trusted = authenticated && call.authenticated;
        judge(call, Outcome.of(last.status(), last.cause(), trusted, nanos));
        recount(call);
    }

    /** RFC 6076 section 4.3.1 (SRD), by the mirror's clock. */
    void takePdd(Call call, MirroredSip sip, long nanos) {
        if (call.pddTaken) {
            return;
        }
        call.pddTaken = true;
        double millis = call.millisUntil(sip, nanos);
        if (!isDelay(millis)) {
            tally.add(Tally.Event.PDD_DISCARDED);
        } else {
            call.count(nanos, b -> b.addPdd(millis));
        }
    }

    /** The first final failure, when the carrier had not said anything before (failed SRD). */
    void takeFailure(Call call, MirroredSip sip, long nanos) {
        double millis = call.millisUntil(sip, nanos);
        if (!call.pddTaken && call.response == null && isDelay(millis)) {
            call.count(nanos, b -> b.addFailure(millis));
        }
    }

    /** 2xx: the first one of the call. */
    void answered(Call call, MirroredSip sip, @Nullable Codec audio, long nanos) {
        takePdd(call, sip, nanos);
        call.answeredMicros = sip.sentMicros();
        call.answeredNanos = nanos;
        call.answeredCaptureId = sip.captureId();
        if (audio != null) {
            call.count(nanos, b -> b.addCodec(audio.name()));
        }
    }

    /** One side hangs up. */
    void ended(Call call, MirroredSip sip, long nanos) {
        if (!call.isAnswered()) {
            return;
        }
        if (call.answeredMicros == 0) {
            // Known to have been answered by what came later: for how long it lasted is not known.
            call.count(nanos, b -> b.completed++);
            return;
        }
        double millis = call.talkMillis(sip, nanos);
        call.count(nanos, b -> b.addCompleted(Math.max(0, millis)));
    }

    /** A call that is over is known as well as it will be. */
    void scored(CallScore score, long nanos) {
        Double mos = score.mos();
        CallWindows windows = windows(score.outbound());
        if (mos != null) {
            windows.count(nanos, b -> b.addMos(mos));
        }
        if (score.falseAnswer()) {
            windows.count(nanos, b -> b.falseAnswers++);
        }
    }

    private static boolean isDelay(double millis) {
        return millis >= 0 && millis <= PDD_MILLIS_MAX;
    }

    void probed(ProbeResult result, long nanos) {
        boolean good = result.good();
        switch (result.kind()) {
            case OPTIONS -> {
                options.accept(good, result.status() != 0, nanos);
                unanswered.options(good);
            }
            case TEST_CALL -> {
                testCalls.accept(good, result.status() != 0);
                unanswered.testCall(good);
                rejected.testCall(good);
            }
        }
        unanswered.probesSpeak(nanos);
        rejected.probesSpeak(nanos);
    }

    private void judge(Call call, Outcome outcome) {
        if (call.outbound) {
            rejected.judged(outcome, call.outcome);
            call.outcome = outcome;
            provesAnew();
        }
    }

    /** A trunk that fails callers must prove itself by new test calls. */
    private void provesAnew() {
        long flips = unanswered.latch().flips() + rejected.latch().flips();
        if (flips != flipsOfCalls) {
            flipsOfCalls = flips;
            if (unanswered.latch().isOn() || rejected.latch().isOn()) {
                testCalls.restart();
            }
        }
    }

    /** Each attempt counts once as progressed and once as failed, and only while that is true. */
    private void recount(Call call) {
        if (!call.outbound) {
            return;
        }
        FinalResponse last = call.response;
        boolean calleeReached =
                last != null
                        && (last.cause() == FinalCause.ANSWERED
                                || last.cause() == FinalCause.CALLEE);
        boolean nowProgressed = call.progressed || calleeReached;
        boolean nowFailed = call.unanswered || call.isRefused();
        progressed += (nowProgressed ? 1 : 0) - (call.countedProgressed ? 1 : 0);
        failed += (nowFailed ? 1 : 0) - (call.countedFailed ? 1 : 0);
        call.countedProgressed = nowProgressed;
        call.countedFailed = nowFailed;
    }

    boolean suspicious(long nanos) {
        return unanswered.suspicious(nanos) || rejected.suspicious(nanos);
    }

    /** When {@link #expire} has to be called next, {@code next} or earlier. */
    long earlier(long next) {
        long due = unanswered.earlier(next);
        return starved == null ? due : starved.earlier(due);
    }

    /** Grows with every symptom that comes or goes. */
    long flips() {
        return unanswered.latch().flips()
                + rejected.latch().flips()
                + options.latch().flips()
                + (starved == null ? 0 : starved.latch().flips());
    }

    /** Adds the counts of one 5 s slot. */
    void addSlot(long slot, Bucket sum) {
        sent.addSlot(slot, sum);
        received.addSlot(slot, sum);
    }

    /** 10 s, 1 min and 5 min of all its calls. */
    List<WindowMeasures> windows(long nanos) {
        return CallWindows.windows(List.of(sent, received), nanos);
    }

    /** 10 s, 1 min, 5 min and 1 h by direction, then by destination. */
    List<MetricsView> metrics(long nanos) {
        List<MetricsView> views = new ArrayList<>();
        if (trunk.direction().sendsCalls()) {
            views.add(view(Trunk.Direction.OUTBOUND, "", sent, nanos));
        }
        if (trunk.direction() != Trunk.Direction.OUTBOUND) {
            views.add(view(Trunk.Direction.INBOUND, "", received, nanos));
        }
        destinations.forEach(
                (prefix, calls) -> views.add(view(Trunk.Direction.OUTBOUND, prefix, calls, nanos)));
        return views;
    }

    private MetricsView view(
            Trunk.Direction direction, String prefix, CallWindows calls, long nanos) {
        return new MetricsView(trunk.target(), direction, prefix, calls.metrics(nanos));
    }

    TrunkPicture picture(long nanos) {
        List<Symptom> symptoms = new ArrayList<>(4);
        if (rejected.latch().isOn()) {
            symptoms.add(rejected.symptom(nanos));
        }
        if (unanswered.latch().isOn()) {
            symptoms.add(unanswered.symptom());
        }
        if (options.latch().isOn()) {
            symptoms.add(options.symptom());
        }
        if (starved != null && starved.latch().isOn()) {
            symptoms.add(starved.symptom(options.state(), nanos));
        }
        return new TrunkPicture(
                trunk.target(),
                new TrunkCounts(attempts, progressed, failed),
                liveCalls,
                sent.callsPerSecond(nanos) + received.callsPerSecond(nanos),
                options.state(),
                testCalls.state(),
                List.copyOf(symptoms),
                lastTrafficNanos);
    }
}
