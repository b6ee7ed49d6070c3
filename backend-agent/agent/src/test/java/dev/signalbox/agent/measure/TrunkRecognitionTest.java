package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.MatchRule;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.UriPlace;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose call it is where the trunk's own address does not tell: sources and match rules. */
class TrunkRecognitionTest {

    private static final String REGION = "eu-central";
    private static final IpEndpoint SBC = IpEndpoint.of("192.0.2.10", 5060);
    private static final IpEndpoint SHARED = IpEndpoint.of("192.0.2.20", 5060);

    private final List<Trunk> trunks = new ArrayList<>();
    private final List<CallEvent> events = new ArrayList<>();
    private final SipParser parser = new SipParser();
    private final MirroredSip mirrored = new MirroredSip(parser.message());
    private final Now now = new Now(1_000_000_000L, Scene.START);
    private Measures measures;
    private String extra = "";

    TrunkRecognitionTest() {
        measures = measures();
    }

    private Measures measures() {
        return new Measures(
                new Policy(
                        "test",
                        "",
                        List.of(),
                        List.of(),
                        trunks,
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULTS,
                        Rules.OBSERVING),
                REGION,
                now);
    }

    private void trunk(
            String carrier,
            Trunk.Direction direction,
            IpEndpoint end,
            List<String> sources,
            MatchRule... rules) {
        trunks.add(
                new Trunk(
                        new Target.Trunk(REGION, carrier),
                        direction,
                        "sip:" + end,
                        end,
                        Trunk.Transport.UDP,
                        100,
                        50,
                        Trunk.Security.NONE,
                        null,
                        new Recognition(
                                sources.stream().map(TrunkRecognitionTest::network).toList(),
                                List.of(rules))));
        measures = measures();
    }

    private static IpNetwork network(String text) {
        String[] parts = text.split("/", -1);
        return IpNetwork.of(IpEndpoint.of(parts[0], 0), Integer.parseInt(parts[1]));
    }

    private void send(IpEndpoint from, IpEndpoint to, String start, String cseq, String toTag) {
        String text =
                start
                        + "\r\nVia: SIP/2.0/UDP x;branch=z9hG4bK-1\r\n"
                        + "From: \"<sip:no@trap>\" <sip:anna@from.example>;tag=f\r\n"
                        + "To: <sip:b@To.Example:5062;user=phone>"
                        + toTag
                        + "\r\nCall-ID: c\r\nCSeq: "
                        + cseq
                        + "\r\nm: Anna <sip:anna@[2001:db8::9]:5070;ob>, <sip:x@other>\r\n"
                        + extra
                        + "\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parser.parse(bytes, 0, bytes.length)).isInstanceOf(SipResult.Message.class);
        mirrored.set(from, to, 1, MirrorTrust.PLAIN, 0);
        measures.accept(mirrored, now.nanos());
        measures.drainCallEvents(events::add);
    }

    private void invite(IpEndpoint from, IpEndpoint to) {
        send(from, to, "INVITE sip:+4930@request.example;user=phone SIP/2.0", "1 INVITE", "");
    }

    private void answer(IpEndpoint from, IpEndpoint to) {
        send(from, to, "SIP/2.0 200 OK", "1 INVITE", ";tag=t");
    }

    private WindowMeasures window(String carrier) {
        return measures.windows(new Target.Trunk(REGION, carrier), now).getFirst();
    }

    private long attempts(String carrier) {
        return window(carrier).attempts();
    }

    @Test
    void moreAddressesAreTheSameTrunkAtAnyPort() {
        trunk(
                "northwind",
                Trunk.Direction.BOTH,
                SHARED,
                List.of("198.51.100.7/32", "203.0.113.0/28", "2001:db8:1::/64"));
        for (String address : List.of("198.51.100.7", "203.0.113.15", "2001:db8:1::77")) {
            int before = (int) attempts("northwind");
            extra = "X: 1\r\n";
            IpEndpoint carrier = IpEndpoint.of(address, 40_000);
            send(
                    carrier,
                    SBC,
                    "INVITE sip:b@x SIP/2.0".replace("b@", "b" + before + "@"),
                    "1 INVITE",
                    "");
            if (before == 0) {
                answer(SBC, carrier);
            }
            // The same Call-ID from another of its addresses is the same call.
            assertThat(attempts("northwind")).isEqualTo(1);
        }
        assertThat(window("northwind").responses()).containsEntry(200, 1L);
        invite(IpEndpoint.of("203.0.113.16", 5060), SBC);
        assertThat(measures.counters()).containsEntry("calls_other_leg", 1L);
    }

    @Test
    void callsGoToAnyOfItsAddresses() {
        trunk("northwind", Trunk.Direction.OUTBOUND, SHARED, List.of("203.0.113.0/28"));
        invite(SBC, IpEndpoint.of("203.0.113.3", 5060));
        answer(IpEndpoint.of("203.0.113.3", 5060), SBC);
        send(IpEndpoint.of("203.0.113.3", 5061), SBC, "BYE sip:x SIP/2.0", "9 BYE", ";tag=f");
        assertThat(attempts("northwind")).isEqualTo(1);
        assertThat(events)
                .filteredOn(e -> e instanceof CallEvent.Answered)
                .singleElement()
                .satisfies(
                        e ->
                                assertThat(((CallEvent.Answered) e).carrier())
                                        .isEqualTo(IpEndpoint.of("203.0.113.3", 5060)));
    }

    @Test
    void aByeFromAnotherAddressOfTheCarrierIsTheCarriers() {
        trunk("northwind", Trunk.Direction.BOTH, SHARED, List.of("203.0.113.0/28"));
        invite(IpEndpoint.of("203.0.113.3", 5060), SBC);
        answer(SBC, IpEndpoint.of("203.0.113.3", 5060));
        send(IpEndpoint.of("203.0.113.4", 5099), SBC, "BYE sip:x SIP/2.0", "2 BYE", ";tag=t");
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        CallEvent.Ended.class, e -> assertThat(e.byCarrier()).isTrue());
    }

    @Test
    void theNarrowestNetworkCounts() {
        trunk("northwind", Trunk.Direction.INBOUND, SHARED, List.of("203.0.113.0/24"));
        trunk(
                "bluefin",
                Trunk.Direction.INBOUND,
                IpEndpoint.of("192.0.2.30", 5060),
                List.of("203.0.113.128/25"));
        invite(IpEndpoint.of("203.0.113.200", 5060), SBC);
        assertThat(attempts("bluefin")).isEqualTo(1);
        assertThat(attempts("northwind")).isZero();
    }

    @Test
    void anotherTrunksOwnAddressComesBeforeANetwork() {
        trunk("northwind", Trunk.Direction.INBOUND, SHARED, List.of("203.0.113.0/24"));
        IpEndpoint own = IpEndpoint.of("203.0.113.9", 5060);
        trunk("bluefin", Trunk.Direction.INBOUND, own, List.of());
        invite(own, SBC);
        assertThat(attempts("bluefin")).isEqualTo(1);
    }

    @Test
    void headersTellTrunksOfOneAddressApart() {
        trunk(
                "northwind",
                Trunk.Direction.INBOUND,
                SHARED,
                List.of(),
                new MatchRule.Header("x-carrier", "northwind"));
        trunk(
                "bluefin",
                Trunk.Direction.INBOUND,
                SHARED,
                List.of(),
                new MatchRule.Header("X-Carrier", "bluefin"));
        extra = "X-CARRIER:   Blue\r\nX-Carrier: bluefin\r\n";
        invite(SHARED, SBC);
        assertThat(measures.counters())
                .as("the first line of the name counts, all of it")
                .containsEntry("calls_no_rule_fulfilled", 1L);
        extra = "X-CARRIER:  BlueFin \r\n";
        invite(SHARED, SBC);
        assertThat(attempts("bluefin")).isEqualTo(1);
        assertThat(attempts("northwind")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_URI, request.example",
        "FROM, from.example",
        "TO, to.example",
        "CONTACT, 2001:db8::9"
    })
    void hostsTellThemApart(UriPlace place, String host) {
        trunk(
                "northwind",
                Trunk.Direction.OUTBOUND,
                SHARED,
                List.of(),
                new MatchRule.Host(place, "elsewhere.example"),
                new MatchRule.Host(place, host));
        invite(SBC, SHARED);
        assertThat(attempts("northwind")).isEqualTo(1);
    }

    @Test
    void theOneWithoutRulesGetsTheRest() {
        trunk("northwind", Trunk.Direction.INBOUND, SHARED, List.of());
        trunk(
                "bluefin",
                Trunk.Direction.INBOUND,
                SHARED,
                List.of(),
                new MatchRule.Host(UriPlace.FROM, "bluefin.example"));
        invite(SHARED, SBC);
        assertThat(attempts("northwind")).isEqualTo(1);
        assertThat(attempts("bluefin")).isZero();
    }

    @Test
    void whatFollowsAnInviteFollowsItWithoutTheHeader() {
        trunk(
                "northwind",
                Trunk.Direction.INBOUND,
                SHARED,
                List.of(),
                new MatchRule.Header("X-Carrier", "northwind"));
        trunk(
                "bluefin",
                Trunk.Direction.INBOUND,
                SHARED,
                List.of(),
                new MatchRule.Header("X-Carrier", "bluefin"));
        extra = "X-Carrier: bluefin\r\n";
        invite(SHARED, SBC);
        extra = "";
        invite(SHARED, SBC);
        answer(SBC, SHARED);
        send(SHARED, SBC, "ACK sip:x SIP/2.0", "1 ACK", ";tag=t");
        assertThat(measures.counters()).containsEntry("calls_retransmission", 1L);
        assertThat(window("bluefin").responses()).containsEntry(200, 1L);
        assertThat(measures.liveCalls()).isEqualTo(1);
        send(SHARED, SBC, "BYE sip:x SIP/2.0", "2 BYE", ";tag=t");
        assertThat(measures.liveCalls()).isZero();
        assertThat(attempts("northwind")).isZero();
    }

    @Test
    void oneTrunkAloneMayAskForAHeader() {
        trunk(
                "northwind",
                Trunk.Direction.OUTBOUND,
                SHARED,
                List.of(),
                new MatchRule.Header("X-Carrier", "northwind"));
        invite(SBC, SHARED);
        assertThat(attempts("northwind")).isZero();
        assertThat(measures.counters()).containsEntry("calls_no_rule_fulfilled", 1L);
    }
}
