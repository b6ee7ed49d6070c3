package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
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
    final CallWindows windows;
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
        this.windows = new CallWindows(originNanos);
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
        windows.count(nanos, b -> b.messages++);
    }

    void attempt(Call call, long nanos) {
        windows.count(nanos, b -> b.attempts++);
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
    void stood(long nanos) {
        if (starved != null) {
            starved.stood(nanos);
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
            windows.count(call.unansweredNanos, b -> b.unanswered--);
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
            if (!call.unanswered && call.finalStatus == 0) {
                call.unanswered = true;
                call.unansweredNanos = nanos;
                windows.count(nanos, b -> b.unanswered++);
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
    void finalResponse(Call call, int status, FinalCause cause, boolean authenticated, long nanos) {
        if (call.finalStatus != 0) {
            windows.count(
                    call.finalNanos,
                    b -> b.addFinal(call.finalStatus, call.finalCause, call.outbound, -1));
        }
        windows.count(nanos, b -> b.addFinal(status, cause, call.outbound, 1));
        call.finalStatus = status;
        call.finalCause = cause;
        call.finalNanos = nanos;
        judge(call, Outcome.of(status, cause, authenticated && call.authenticated, nanos));
        recount(call);
    }

    /** RFC 6076 section 4.3.1 (SRD), by the mirror's clock. */
    void takePdd(Call call, MirroredSip sip, long nanos) {
        if (call.pddTaken) {
            return;
        }
        call.pddTaken = true;
        double millis = call.millisUntil(sip, nanos);
        if (millis < 0 || millis > PDD_MILLIS_MAX) {
            tally.add(Tally.Event.PDD_DISCARDED);
        } else {
            windows.count(nanos, b -> b.addPdd(millis));
        }
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
        boolean hasFinal = call.finalStatus != 0;
        boolean calleeReached =
                call.finalCause == FinalCause.ANSWERED || call.finalCause == FinalCause.CALLEE;
        boolean nowProgressed = call.progressed || (hasFinal && calleeReached);
        boolean refused = hasFinal && call.finalCause == FinalCause.CARRIER;
        boolean nowFailed = call.unanswered || refused;
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
                windows.callsPerSecond(nanos),
                options.state(),
                testCalls.state(),
                List.copyOf(symptoms),
                lastTrafficNanos);
    }
}
