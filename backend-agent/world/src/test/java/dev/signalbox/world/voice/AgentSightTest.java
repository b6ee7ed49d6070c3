package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.measure.Measures;
import dev.signalbox.agent.parse.HepParser;
import dev.signalbox.agent.parse.ParseResult;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * What the agent's own parser and measures make of the world's packets, in virtual time: two pieces
 * of software that were written apart.
 */
class AgentSightTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final int NORTHWIND = 0;
    private static final int MERIDIAN = 1;
    private static final int HARBOR = 3;

    private final VirtualRegion region = new VirtualRegion(21);
    private final HepPacket hep = new HepPacket(2_001, "secret");
    private final HepParser parser = new HepParser("secret", List.of("127.0.0.1"), false);
    private final ByteBuffer buffer = ByteBuffer.allocate(8_192);
    private final Measures measures =
            new Measures(policy(region.trunks), "eu-central", new Now(0, START));
    private int delivered;

    private static Policy policy(List<TrunkLine> lines) {
        List<Trunk> trunks =
                lines.stream()
                        .map(
                                line ->
                                        new Trunk(
                                                line.target(),
                                                line.carrier().direction(),
                                                line.uri(),
                                                line.endpoint(),
                                                Trunk.Transport.UDP,
                                                1_000,
                                                100,
                                                Trunk.Security.NONE,
                                                null))
                        .toList();
        return new Policy(
                "test",
                "",
                List.of(new Region("eu-central", "Frankfurt", 50, 8, "EU", Region.Kind.CLOUD)),
                List.of(),
                trunks,
                List.of(),
                List.of(),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Now at(long nanos) {
        return new Now(nanos, START.plusNanos(nanos));
    }

    /** Runs the world and hands every packet to the agent's stages, deadlines in between. */
    private OptionalDouble secondOfFirstSymptom(long untilSecond) {
        region.runUntilSecond(untilSecond);
        List<VirtualRegion.Seen> inOrder =
                region.seen.subList(delivered, region.seen.size()).stream()
                        .sorted((a, b) -> Long.compare(a.atNanos(), b.atNanos()))
                        .toList();
        delivered = region.seen.size();
        OptionalDouble first = OptionalDouble.empty();
        for (VirtualRegion.Seen seen : inOrder) {
            while (measures.nextDeadlineNanos() < seen.atNanos()) {
                long due = measures.nextDeadlineNanos();
                measures.advance(at(due));
                first = first.isPresent() ? first : symptom(due);
            }
            deliver(seen);
            first = first.isPresent() ? first : symptom(seen.atNanos());
        }
        return first;
    }

    private void deliver(VirtualRegion.Seen seen) {
        long micros = START.getEpochSecond() * 1_000_000 + seen.atNanos() / 1_000;
        hep.write(buffer, seen.source(), seen.destination(), micros, seen.sip());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        ParseResult result =
                parser.parse(new Datagram(bytes, IpEndpoint.of("127.0.0.1", 9), seen.atNanos()));
        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        if (result instanceof ParseResult.Parsed parsed) {
            measures.accept(parsed.sip(), seen.atNanos());
        }
    }

    private OptionalDouble symptom(long nanos) {
        boolean any =
                measures.picture(at(nanos)).trunks().stream()
                        .anyMatch(trunk -> !trunk.symptoms().isEmpty());
        return any ? OptionalDouble.of(nanos / 1e9) : OptionalDouble.empty();
    }

    private TrunkPicture picture(int trunk, long second) {
        Target.Trunk target = region.trunks.get(trunk).target();
        return measures.picture(at(second * 1_000_000_000)).of(target).orElseThrow();
    }

    @Test
    void tenHealthyMinutesShowNoSymptomAndTheRightFigures() {
        assertThat(secondOfFirstSymptom(600)).isEmpty();
        Now end = at(600_000_000_000L);
        WindowMeasures northwind =
                measures.windows(region.trunks.get(NORTHWIND).target(), end).getLast();
        assertThat(northwind.asr()).isBetween(0.60, 0.72);
        assertThat(northwind.pddMillisP50()).isBetween(740.0, 900.0);
        WindowMeasures harbor = measures.windows(region.trunks.get(HARBOR).target(), end).getLast();
        assertThat(harbor.asr()).isGreaterThan(0.97);
        long attempts =
                measures.picture(end).trunks().stream()
                        .mapToLong(trunk -> trunk.counts().attempts())
                        .sum();
        // Calls out of the region, each leg once: retransmissions carry the same branch.
        long legs =
                region.seen.stream()
                        .filter(VirtualRegion.Seen::invite)
                        .filter(seen -> seen.source().equals(VirtualRegion.SBC))
                        .map(seen -> seen.header("Via"))
                        .distinct()
                        .count();
        assertThat(attempts).isEqualTo(legs);
        assertThat(measures.liveCalls()).isEqualTo(region.liveCalls());
    }

    @Test
    void aRejectingCarrierIsSeenWithinSeconds() {
        assertThat(secondOfFirstSymptom(60)).isEmpty();
        region.become(NORTHWIND, Condition.REJECTS_503);
        OptionalDouble seen = secondOfFirstSymptom(80);
        assertThat(seen).isPresent();
        assertThat(seen.orElseThrow() - 60).isBetween(0.1, 8.0);
        assertThat(picture(NORTHWIND, 80).symptoms())
                .extracting(Symptom::kind)
                .containsExactly(Symptom.Kind.REJECTED_INVITES);
        assertThat(picture(MERIDIAN, 80).symptoms()).isEmpty();
    }

    @Test
    void aFrozenCarrierIsSeenWithinSeconds() {
        assertThat(secondOfFirstSymptom(60)).isEmpty();
        region.become(NORTHWIND, Condition.FROZEN);
        OptionalDouble seen = secondOfFirstSymptom(80);
        assertThat(seen).isPresent();
        assertThat(seen.orElseThrow() - 60).isBetween(0.5, 4.0);
        assertThat(picture(NORTHWIND, 80).symptoms())
                .extracting(Symptom::kind)
                .containsExactly(Symptom.Kind.UNANSWERED_INVITES);
    }
}
