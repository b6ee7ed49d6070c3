package dev.signalbox.world.voice;

import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.LegOutcome;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The course of one attempt at one carrier, message by message. A carrier that freezes in the
 * middle says nothing more; the caller waits a while and gives up.
 */
abstract class CallLeg {

    /** The SBC waits this long for any response before it tries the next carrier. */
    static final long FR_TIMER_MILLIS = 2_000;

    /** RFC 3261 timers A and E: 500 ms, doubled each time. */
    private static final long[] RETRANSMIT_AFTER_MILLIS = {500, 1_500};

    private static final long PATIENCE_MILLIS = 8_000;
    private static final long ROUND_TRIP_MILLIS = 12;
    private static final double LATE_TRYING_RATIO = 0.002;
    private static final double LOST_ACK_RATIO = 0.005;

    private final CallPlan plan;
    private final TrunkLine trunk;
    private final SipLeg sip;
    private final Schedule agenda;
    private final Mirror mirror;
    private final SplittableRandom chance;
    private boolean silent;

    CallLeg(CallPlan plan, TrunkLine trunk, SipLeg sip, Schedule agenda, Mirror mirror) {
        this.plan = plan;
        this.trunk = trunk;
        this.sip = sip;
        this.agenda = agenda;
        this.mirror = mirror;
        this.chance = new SplittableRandom(plan.seed() + trunk.endpoint().port());
    }

    /** Somebody picked up. */
    abstract void answered(long now);

    /** The carrier did not take the call; the next one may. */
    abstract void notTaken(long now);

    /** The carrier stopped talking in the middle of setting up. */
    abstract void fellSilent(long now);

    /**
     * It ended without an answer, by a response that no other carrier would change.
     *
     * @param status 487 when the caller gave up
     */
    abstract void ended(long now, int status);

    /** Sends the INVITE. */
    final void start(long now) {
        fromCaller(now, sip.invite());
        switch (trunk.condition()) {
            case WELL, STARVED -> proceed(now);
            case REJECTS_503 -> reject(now);
            case FROZEN -> waitInVain(now);
        }
    }

    private void proceed(long now) {
        LegOutcome outcome = LegOutcome.of(plan, trunk.carrier());
        long tryingMillis = outcome.tryingMillis();
        if (chance.nextDouble() < LATE_TRYING_RATIO) {
            // The first INVITE was lost on its way: sent again, answered then.
            after(now, RETRANSMIT_AFTER_MILLIS[0], at -> fromCaller(at, sip.invite()));
            tryingMillis += RETRANSMIT_AFTER_MILLIS[0];
        }
        long late = tryingMillis - outcome.tryingMillis();
        carrierSays(now, tryingMillis, at -> fromCalled(at, sip.trying()));
        switch (outcome) {
            case LegOutcome.Answered call -> {
                ring(now, late + call.pddMillis());
                carrierSays(now, late + call.pddMillis() + call.ringMillis(), this::pickUp);
            }
            case LegOutcome.Abandoned call -> {
                ring(now, late + call.pddMillis());
                carrierSays(now, late + call.pddMillis() + call.ringMillis(), this::abandon);
            }
            case LegOutcome.Refused call ->
                    carrierSays(now, late + call.afterMillis(), at -> refuse(at, call.status()));
        }
    }

    private void ring(long now, long afterMillis) {
        int provisional = trunk.carrier().answers().ringProvisional();
        carrierSays(now, afterMillis, at -> fromCalled(at, sip.ringing(provisional)));
    }

    private void pickUp(long now) {
        fromCalled(now, sip.answer());
        boolean ackLost = chance.nextDouble() < LOST_ACK_RATIO;
        after(now, ROUND_TRIP_MILLIS, at -> fromCaller(at, sip.ackOfAnswer()));
        if (ackLost) {
            after(now, RETRANSMIT_AFTER_MILLIS[0], at -> fromCalled(at, sip.answer()));
            after(
                    now,
                    RETRANSMIT_AFTER_MILLIS[0] + ROUND_TRIP_MILLIS,
                    at -> fromCaller(at, sip.ackOfAnswer()));
        }
        answered(now);
    }

    /** Ends an answered call. */
    final void sayGoodbye(long now, boolean wantedByCaller) {
        boolean sbcIsCaller = !plan.inbound();
        // A frozen carrier cannot hang up: the SBC's side does, and is not answered.
        boolean byCaller = trunk.frozen() ? sbcIsCaller : wantedByCaller;
        say(now, byCaller, sip.bye(byCaller));
        if (trunk.frozen()) {
            for (long millis : RETRANSMIT_AFTER_MILLIS) {
                after(now, millis, at -> say(at, byCaller, sip.bye(byCaller)));
            }
        } else {
            after(now, ROUND_TRIP_MILLIS, at -> say(at, !byCaller, sip.byeAnswered(byCaller)));
        }
    }

    private void abandon(long now) {
        fromCaller(now, sip.cancel());
        ended(now, 487);
        after(
                now,
                ROUND_TRIP_MILLIS,
                at -> {
                    fromCalled(at, sip.cancelled());
                    fromCalled(at + 1_000_000, sip.refusal(487));
                    after(at, ROUND_TRIP_MILLIS, later -> fromCaller(later, sip.ackOfRefusal()));
                });
    }

    private void refuse(long now, int status) {
        fromCalled(now, sip.refusal(status));
        after(
                now,
                1,
                at -> {
                    fromCaller(at, sip.ackOfRefusal());
                    if (status == 503) {
                        notTaken(at);
                    } else {
                        ended(at, status);
                    }
                });
    }

    private void reject(long now) {
        long millis = chance.nextLong(15, 60);
        carrierSays(now, millis, at -> refuse(at, 503));
    }

    private void waitInVain(long now) {
        for (long millis : RETRANSMIT_AFTER_MILLIS) {
            after(now, millis, at -> fromCaller(at, sip.invite()));
        }
        after(now, FR_TIMER_MILLIS, this::notTaken);
    }

    /** What the carrier does at a moment, unless it is frozen by then. */
    private void carrierSays(long now, long afterMillis, LongConsumer words) {
        after(
                now,
                afterMillis,
                at -> {
                    if (silent) {
                        return;
                    }
                    if (trunk.frozen()) {
                        silent = true;
                        after(at, PATIENCE_MILLIS, this::giveUp);
                    } else {
                        words.accept(at);
                    }
                });
    }

    private void giveUp(long now) {
        fellSilent(now);
        if (!plan.inbound()) {
            fromCaller(now, sip.cancel());
        }
    }

    private void say(long now, boolean byCaller, String message) {
        if (byCaller) {
            fromCaller(now, message);
        } else {
            fromCalled(now, message);
        }
    }

    private void fromCaller(long now, String message) {
        mirror.see(sip.caller(), sip.called(), now, message);
    }

    private void fromCalled(long now, String message) {
        mirror.see(sip.called(), sip.caller(), now, message);
    }

    private void after(long now, long millis, LongConsumer action) {
        agenda.at(now + TimeUnit.MILLISECONDS.toNanos(millis), action);
    }
}
