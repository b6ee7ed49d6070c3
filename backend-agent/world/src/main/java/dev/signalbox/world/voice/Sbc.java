package dev.signalbox.world.voice;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A region's SBC: takes the calls of its generator, chooses carriers, retries at the next one, and
 * mirrors every message on the carrier side. Everything runs on its agenda.
 */
final class Sbc {

    private final IpEndpoint address;
    private final List<TrunkLine> outbound;
    private final List<TrunkLine> inbound;
    private final RoutingTables tables;
    private final Surroundings around;
    private final Truth truth;
    private MediaCondition media = MediaCondition.GOOD;

    /** An SBC without calls. */
    Sbc(IpEndpoint address, List<TrunkLine> trunks, RoutingTables tables, Surroundings around) {
        this.address = address;
        this.outbound = trunks.stream().filter(t -> t.carrier().direction().sendsCalls()).toList();
        this.inbound = trunks.stream().filter(t -> !t.carrier().direction().sendsCalls()).toList();
        this.tables = tables;
        this.around = around;
        this.truth = around.truth();
    }

    /** How the media of all its calls is from now on. */
    void media(MediaCondition condition) {
        media = condition;
    }

    /** Takes the calls of {@code generator}, one after the other, for ever. */
    void serve(CallGenerator generator) {
        CallPlan plan = generator.next();
        around.schedule()
                .at(
                        plan.atNanos(),
                        now -> {
                            begin(plan, now);
                            serve(generator);
                        });
    }

    private void begin(CallPlan plan, long now) {
        if (plan.inbound()) {
            TrunkLine trunk = inbound.get(plan.firstChoice());
            // A carrier that is broken brings no calls: the region never hears of them.
            if (trunk.condition() == Condition.WELL) {
                truth.began();
                new Leg(plan, trunk, List.of(), 0).start(now);
            }
            return;
        }
        truth.began();
        List<TrunkLine> own = new ArrayList<>(outbound);
        own.addFirst(own.remove(plan.firstChoice()));
        int draw = new SplittableRandom(plan.seed()).nextInt(100);
        List<TrunkLine> candidates = Candidates.of(own, tables, draw, !plan.emergency());
        TrunkLine favourite = own.getFirst();
        if (!candidates.getFirst().target().equals(favourite.target())) {
            truth.wentElsewhere(favourite.target(), around.wall().apply(now));
        }
        offer(plan, candidates, 0, now);
    }

    private void offer(CallPlan plan, List<TrunkLine> candidates, int attempt, long now) {
        if (candidates.isEmpty()) {
            truth.hasFailed();
            truth.ended(plan.callId(), Tag.SIP_ROUTE, around.wall().apply(now));
            return;
        }
        List<TrunkLine> rest = candidates.subList(1, candidates.size());
        new Leg(plan, candidates.getFirst(), rest, attempt).start(now);
    }

    /** One attempt at one carrier. */
    private final class Leg extends CallLeg implements AnsweredCall {
        private final CallPlan plan;
        private final List<TrunkLine> rest;
        private final int attempt;
        private final TrunkLine trunk;
        private final MediaStreams streams;
        private boolean over;

        Leg(CallPlan plan, TrunkLine trunk, List<TrunkLine> rest, int attempt) {
            super(plan, trunk, sip(plan, trunk, attempt), around.schedule(), around.mirror());
            this.plan = plan;
            this.trunk = trunk;
            this.rest = rest;
            this.attempt = attempt;
            this.streams = new MediaStreams(plan, address, trunk, around);
        }

        @Override
        void answered(long now) {
            truth.wasAnswered();
            streams.start(now, () -> media);
            Conversations conversations =
                    plan.emergency() ? Conversations.PLAIN : around.conversations();
            conversations.answered(this, now);
        }

        @Override
        void notTaken(long now) {
            offer(plan, rest, attempt + 1, now);
        }

        @Override
        void fellSilent(long now) {
            truth.hasFailed();
            record(now, Tag.SIP_ROUTE);
        }

        @Override
        void ended(long now, int status) {
            record(
                    now,
                    switch (status) {
                        case 487 -> Tag.USER_HANGUP;
                        case 404 -> Tag.BAD_NUMBER;
                        default -> Tag.CALLEE_UNAVAILABLE;
                    });
        }

        @Override
        public CallPlan plan() {
            return plan;
        }

        @Override
        public Target.Trunk trunk() {
            return trunk.target();
        }

        @Override
        public Schedule schedule() {
            return around.schedule();
        }

        @Override
        public Instant wallAt(long nanos) {
            return around.wall().apply(nanos);
        }

        @Override
        public MediaCondition media() {
            return media;
        }

        @Override
        public void voiced(long now, boolean voiced) {
            streams.voiced(now, voiced);
        }

        @Override
        public void hangUp(long now, boolean byHuman, Tag cause) {
            if (over) {
                return;
            }
            over = true;
            streams.stop();
            sayGoodbye(now, byHuman == plan.inbound());
            record(now, cause);
        }

        private void record(long now, Tag cause) {
            truth.ended(plan.callId(), cause, around.wall().apply(now));
        }
    }

    private SipLeg sip(CallPlan plan, TrunkLine trunk, int attempt) {
        return plan.inbound()
                ? new SipLeg(plan, trunk.endpoint(), address, attempt)
                : new SipLeg(plan, address, trunk.endpoint(), attempt);
    }
}
