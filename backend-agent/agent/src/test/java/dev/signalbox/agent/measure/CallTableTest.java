package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.target.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTableTest {

    private static final IpEndpoint LOCAL = IpEndpoint.of("192.0.2.10", 5060);
    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally();
    private final TrunkMeter trunk = meter(Trunk.Transport.UDP);

    private TrunkMeter meter(Trunk.Transport transport) {
        Trunk one =
                new Trunk(
                        new Target.Trunk("eu-central", "northwind"),
                        Trunk.Direction.OUTBOUND,
                        "sip:192.0.2.20",
                        IpEndpoint.of("192.0.2.20", 5060),
                        transport,
                        1,
                        1,
                        Trunk.Security.NONE,
                        null);
        return new TrunkMeter(one, Thresholds.DEFAULTS, 0, tally);
    }

    private static ByteText text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteText result = new ByteText();
        result.set(bytes, 0, bytes.length);
        return result;
    }

    private static Call call(
            CallTable table, TrunkMeter trunk, IpEndpoint local, String id, String tag, long hash) {
        String invite =
                """
                INVITE sip:b@x SIP/2.0
                From: <sip:a@x>;tag=%s
                To: <sip:b@x>
                Call-ID: %s
                CSeq: 1 INVITE

                """
                        .formatted(tag, id);
        byte[] bytes = invite.getBytes(StandardCharsets.ISO_8859_1);
        SipParser parser = new SipParser();
        parser.parse(bytes, 0, bytes.length);
        MirroredSip sip = new MirroredSip(parser.message());
        sip.set(local, trunk.trunk.endpoint(), 0, MirrorTrust.PLAIN, 0);
        return new Call(trunk, true, sip, local, hash, false, 0);
    }

    private Call add(CallTable table, String id, String tag, long nanos) {
        Call call = call(table, trunk, LOCAL, id, tag, table.hash(text(id), text(tag)));
        table.add(call, nanos);
        return call;
    }

    private @Nullable Call find(CallTable table, String id, String tag) {
        return table.find(table.hash(text(id), text(tag)), trunk, LOCAL, text(id), text(tag));
    }

    @Test
    void behavesLikeAMapWhateverHappensToCalls() {
        CallTable table = new CallTable(1_000_000, 42, tally);
        Map<String, Call> known = new HashMap<>();
        Random random = new Random(1);
        long nanos = 0;
        for (int i = 0; i < 30_000; i++) {
            nanos += SECOND / 100;
            String id = "call-" + random.nextInt(20_000);
            Call call = known.get(id);
            assertThat(find(table, id, "t")).as(id).isSameAs(call);
            if (call == null) {
                known.put(id, add(table, id, "t", nanos));
            } else {
                Phase[] phases = Phase.values();
                table.move(call, phases[random.nextInt(phases.length)], nanos);
            }
            if (i % 100 == 0) {
                table.expire(nanos, gone -> known.remove(gone.callId, gone));
            }
        }
        assertThat(table.size()).isEqualTo(known.size()).isGreaterThan(1_100);
        known.values().forEach(call -> assertThat(table.holds(call)).isTrue());
        long live = known.values().stream().filter(c -> c.phase.isLive()).count();
        assertThat((long) trunk.liveCalls).isEqualTo(live);
    }

    @Test
    void equalHashesDoNotMakeEqualCalls() {
        CallTable table = new CallTable(10, 42, tally);
        List<Call> calls = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            Call call = call(table, trunk, LOCAL, id, "t", 5);
            table.add(call, 0);
            calls.add(call);
        }
        assertThat(table.find(5, trunk, LOCAL, text("b"), text("t"))).isSameAs(calls.get(1));
        assertThat(table.find(5, trunk, LOCAL, text("b"), text("u"))).isNull();
        assertThat(table.find(5, trunk, LOCAL, text("d"), text("t"))).isNull();
        // Out of the middle of a chain.
        table.move(calls.get(1), Phase.ENDED, 0);
        table.expire(40 * SECOND, _ -> {});
        assertThat(table.find(5, trunk, LOCAL, text("b"), text("t"))).isNull();
        assertThat(table.find(5, trunk, LOCAL, text("a"), text("t"))).isSameAs(calls.get(0));
        assertThat(table.find(5, trunk, LOCAL, text("c"), text("t"))).isSameAs(calls.get(2));
    }

    @Test
    void theLegIsPartOfTheCall() {
        CallTable table = new CallTable(10, 42, tally);
        Call call = add(table, "a", "t", 0);
        long hash = table.hash(text("a"), text("t"));
        IpEndpoint otherPort = IpEndpoint.of("192.0.2.10", 5070);
        assertThat(table.find(hash, trunk, otherPort, text("a"), text("t"))).isNull();
        assertThat(table.find(hash, meter(Trunk.Transport.UDP), LOCAL, text("a"), text("t")))
                .isNull();
        assertThat(table.find(hash, trunk, LOCAL, text("a"), text("t"))).isSameAs(call);
        // The connection's port is another than the one that listens.
        TrunkMeter tls = meter(Trunk.Transport.TLS);
        Call secure = call(table, tls, LOCAL, "a", "t", hash);
        table.add(secure, 0);
        assertThat(table.find(hash, tls, otherPort, text("a"), text("t"))).isSameAs(secure);
        assertThat(table.find(hash, tls, IpEndpoint.of("192.0.2.11", 1), text("a"), text("t")))
                .isNull();
    }

    @Test
    void aSenderWithoutTagIsFoundWithoutTag() {
        CallTable table = new CallTable(10, 42, tally);
        Call call = call(table, trunk, LOCAL, "a", "", table.hash(text("a"), new ByteText()));
        table.add(call, 0);
        assertThat(table.find(call.hash, trunk, LOCAL, text("a"), new ByteText())).isSameAs(call);
        assertThat(table.find(call.hash, trunk, LOCAL, text("a"), text(""))).isSameAs(call);
    }

    @Test
    void whenFullTheOldestOfTheLeastNeededGoes() {
        CallTable table = new CallTable(3, 42, tally);
        Call ended = add(table, "ended", "t", 0);
        Call live = add(table, "live", "t", 1);
        Call ringing = add(table, "ringing", "t", 2);
        table.move(live, Phase.LIVE, 3);
        table.move(ended, Phase.ENDED, 4);
        add(table, "new-1", "t", 5);
        assertThat(table.holds(ended)).isFalse();
        add(table, "new-2", "t", 6);
        assertThat(table.holds(ringing)).isFalse();
        assertThat(table.holds(live)).isTrue();
        assertThat(table.size()).isEqualTo(3);
        assertThat(tally.byName()).containsEntry("calls_call_evicted", 2L);
    }
}
