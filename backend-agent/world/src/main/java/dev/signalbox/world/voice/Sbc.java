package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * A region's SBC: takes the calls of its generator, chooses carriers, retries at the next one, and
 * mirrors every message on the carrier side. Everything runs on its agenda.
 */
final class Sbc {

    private final IpEndpoint address;
    private final List<TrunkLine> outbound;
    private final List<TrunkLine> inbound;
    private final RoutingTables tables;
    private final Agenda agenda;
    private final Mirror mirror;
    private final Truth truth;
    private final LongFunction<Instant> wall;

    /**
     * An SBC without calls.
     *
     * @param wall the wall time of a moment of this world
     */
    Sbc(
            IpEndpoint address,
            List<TrunkLine> trunks,
            RoutingTables tables,
            Agenda agenda,
            Mirror mirror,
            Truth truth,
            LongFunction<Instant> wall) {
        this.address = address;
        this.outbound = trunks.stream().filter(t -> t.carrier().direction().sendsCalls()).toList();
        this.inbound = trunks.stream().filter(t -> !t.carrier().direction().sendsCalls()).toList();
        this.tables = tables;
        this.agenda = agenda;
        this.mirror = mirror;
        this.truth = truth;
        this.wall = wall;
    }

    /** Takes the calls of {@code generator}, one after the other, for ever. */
    void serve(CallGenerator generator) {
        CallPlan plan = generator.next();
        agenda.at(
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
            truth.wentElsewhere(favourite.target(), wall.apply(now));
        }
        offer(plan, candidates, 0, now);
    }

    private void offer(CallPlan plan, List<TrunkLine> candidates, int attempt, long now) {
        if (candidates.isEmpty()) {
            truth.hasFailed();
            return;
        }
        List<TrunkLine> rest = candidates.subList(1, candidates.size());
        new Leg(plan, candidates.getFirst(), rest, attempt).start(now);
    }

    /** One attempt at one carrier. */
    private final class Leg extends CallLeg {
        private final CallPlan plan;
        private final List<TrunkLine> rest;
        private final int attempt;

        Leg(CallPlan plan, TrunkLine trunk, List<TrunkLine> rest, int attempt) {
            super(plan, trunk, sip(plan, trunk, attempt), agenda, mirror);
            this.plan = plan;
            this.rest = rest;
            this.attempt = attempt;
        }

        @Override
        void answered() {
            truth.wasAnswered();
        }

        @Override
        void notTaken(long now) {
            offer(plan, rest, attempt + 1, now);
        }

        @Override
        void fellSilent() {
            truth.hasFailed();
        }
    }

    private SipLeg sip(CallPlan plan, TrunkLine trunk, int attempt) {
        return plan.inbound()
                ? new SipLeg(plan, trunk.endpoint(), address, attempt)
                : new SipLeg(plan, address, trunk.endpoint(), attempt);
    }
}
