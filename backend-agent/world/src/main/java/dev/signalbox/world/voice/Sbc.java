package dev.signalbox.world.voice;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A region's SBC: takes the calls that are delivered to its edge, chooses carriers, retries at the
 * next one, and mirrors every message on the carrier side. Everything runs on its agenda.
 */
final class Sbc {

    /** What became of a new call at the edge. */
    enum Taking {
        TAKEN,
        /** Its carrier is broken and did not bring it. */
        NEVER_CAME,
        /** The edge is dead: nothing comes back. */
        SILENCE
    }

    private final Edge edge;
    private final IpEndpoint address;
    private final List<TrunkLine> outbound;
    private final List<TrunkLine> inbound;
    private final RoutingTables tables;
    private final Surroundings around;
    private final Truth truth;
    private final Set<Leg> up = new LinkedHashSet<>();
    private MediaCondition media = MediaCondition.GOOD;

    /** An SBC without calls. */
    Sbc(
            Edge edge,
            IpEndpoint address,
            List<TrunkLine> trunks,
            RoutingTables tables,
            Surroundings around) {
        this.edge = edge;
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

    /** Drops all calls that are up, without a word to anybody. */
    void drop(long now) {
        List.copyOf(up).forEach(leg -> leg.drop(now));
    }

    /** A new call is delivered here; whose numbers it belongs to does not matter. */
    Taking take(CallPlan plan, long now) {
        if (plan.inbound()) {
            TrunkLine trunk = chosen(inbound, plan);
            // A carrier that is broken brings no calls: the region never hears of them.
            if (trunk.condition() != Condition.WELL) {
                return Taking.NEVER_CAME;
            }
            if (!edge.alive()) {
                return Taking.SILENCE;
            }
            truth.began(plan, edge.region(), around.wall().apply(now));
            new Leg(plan, trunk, List.of(), 0).start(now);
            return Taking.TAKEN;
        }
        if (!edge.alive()) {
            return Taking.SILENCE;
        }
        truth.began(plan, edge.region(), around.wall().apply(now));
        place(plan, now);
        return Taking.TAKEN;
    }

    /** A region that takes calls of another may have fewer carriers than that one. */
    private static TrunkLine chosen(List<TrunkLine> trunks, CallPlan plan) {
        return trunks.get(Math.min(plan.firstChoice(), trunks.size() - 1));
    }

    private void place(CallPlan plan, long now) {
        List<TrunkLine> own = new ArrayList<>(outbound);
        TrunkLine favourite = chosen(outbound, plan);
        own.remove(favourite);
        own.addFirst(favourite);
        int draw = new SplittableRandom(plan.seed()).nextInt(100);
        List<TrunkLine> candidates = Candidates.of(own, tables, draw, !plan.emergency());
        if (!candidates.getFirst().target().equals(favourite.target())) {
            truth.wentElsewhere(favourite.target(), around.wall().apply(now));
        }
        offer(plan, candidates, 0, now);
    }

    private void offer(CallPlan plan, List<TrunkLine> candidates, int attempt, long now) {
        if (candidates.isEmpty()) {
            truth.hasFailed();
            Instant at = around.wall().apply(now);
            truth.ended(plan.callId(), Tag.SIP_ROUTE, CallBook.End.UNANSWERED, at);
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
            truth.wasAnswered(plan.callId(), around.wall().apply(now));
            up.add(this);
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
            record(now, Tag.SIP_ROUTE, CallBook.End.UNANSWERED);
        }

        @Override
        void ended(long now, int status) {
            record(
                    now,
                    switch (status) {
                        case 487 -> Tag.USER_HANGUP;
                        case 404 -> Tag.BAD_NUMBER;
                        default -> Tag.CALLEE_UNAVAILABLE;
                    },
                    CallBook.End.UNANSWERED);
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
            over(now, cause, CallBook.End.HUNG_UP);
            sayGoodbye(now, byHuman == plan.inbound());
        }

        /** It is gone, and the mirror is not told either. */
        void drop(long now) {
            if (!over) {
                over(now, Tag.PLATFORM, CallBook.End.DROPPED);
            }
        }

        private void over(long now, Tag cause, CallBook.End end) {
            over = true;
            up.remove(this);
            streams.stop();
            record(now, cause, end);
        }

        private void record(long now, Tag cause, CallBook.End end) {
            truth.ended(plan.callId(), cause, end, around.wall().apply(now));
        }
    }

    private SipLeg sip(CallPlan plan, TrunkLine trunk, int attempt) {
        return plan.inbound()
                ? new SipLeg(plan, trunk.endpoint(), address, attempt)
                : new SipLeg(plan, address, trunk.endpoint(), attempt);
    }
}
