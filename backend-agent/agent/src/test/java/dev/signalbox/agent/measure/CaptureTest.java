package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.Corpus;
import dev.signalbox.agent.parse.SipParser;
import dev.signalbox.agent.parse.SipResult;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMethod;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Published captures with known answers, every INVITE's destination taken as a trunk. */
class CaptureTest {

    private record Counted(long attempts, SortedMap<Integer, Long> finals, List<Double> pddMillis) {

        Counted plus(Policy policy, Measures measures, Now now) {
            long more = attempts;
            for (Trunk trunk : policy.trunks()) {
                WindowMeasures window = measures.windows(trunk.target(), now).getLast();
                more += window.attempts();
                window.responses().forEach((s, count) -> finals.merge(s, count, Long::sum));
                if (window.pddMillisP50() != null && window.pddMillisP95() != null) {
                    pddMillis.add(window.pddMillisP50());
                    pddMillis.add(window.pddMillisP95());
                }
            }
            return new Counted(more, finals, pddMillis);
        }
    }

    @Test
    void callsWithoutChallenge() throws IOException {
        Counted counted = count("SIP_CALL_RTP_G711");
        assertThat(counted.attempts).isEqualTo(2);
        assertThat(counted.finals).isEqualTo(Map.of(200, 1L));
        assertPdd(counted, 26.8, 47.524);
        Counted g711 = count("sip-rtp-g711.pcap");
        assertThat(g711.attempts).isEqualTo(2);
        assertThat(g711.finals).isEqualTo(Map.of(200, 2L));
        assertPdd(g711, 4.35, 4.668);
        assertThat(count("sip-rtp-g722.pcap").finals).isEqualTo(Map.of(200, 1L));
    }

    @Test
    void callsAfterAChallenge() throws IOException {
        Counted routing = count("sip-routing-error.pcapng");
        assertThat(routing.attempts).isEqualTo(2);
        assertThat(routing.finals).isEqualTo(Map.of(404, 2L));
        Counted codec = count("sip-488-codec-reject.pcapng");
        assertThat(codec.attempts).isEqualTo(1);
        assertThat(codec.finals).isEqualTo(Map.of(488, 1L));
    }

    @Test
    void registrationsAreNoCalls() throws IOException {
        Counted counted = count("sip-auth-failure.pcapng");
        assertThat(counted.attempts).isZero();
        assertThat(counted.finals).isEmpty();
    }

    @Test
    void dialogsWithReInvitesAndCancels() throws IOException {
        Counted tones = count("SIP_DTMF2.cap");
        assertThat(tones.attempts).isEqualTo(3);
        assertThat(tones.finals).isEqualTo(Map.of(200, 2L, 603, 1L));
        Counted info = count("DTMFsipinfo.pcap");
        assertThat(info.attempts).isEqualTo(3);
        assertThat(info.finals).isEqualTo(Map.of(200, 3L));
        assertThat(count("codec-negotiation.pcap").finals).isEqualTo(Map.of(200, 1L));
    }

    @Test
    void severalRefusalsInElevenInvites() throws IOException {
        // Two windows of five minutes, with all of its calls in them.
        Counted counted = count("sngrep_aaa.pcap", 740);
        assertThat(counted.attempts).isEqualTo(4);
        assertThat(counted.finals).isEqualTo(Map.of(403, 2L, 408, 1L, 480, 1L));
    }

    private static void assertPdd(Counted counted, double... millis) {
        double shortest = millis[0];
        double longest = millis[millis.length - 1];
        // The sketch is accurate to 1 %.
        assertThat(counted.pddMillis.getFirst()).isBetween(shortest * 0.99, longest * 1.01);
        assertThat(counted.pddMillis.getLast()).isBetween(shortest * 0.99, longest * 1.01);
    }

    private static Counted count(String file, long... atSeconds) throws IOException {
        List<MirroredSip> messages = new ArrayList<>();
        Set<IpEndpoint> called = new LinkedHashSet<>();
        for (Corpus.Packet packet : Corpus.udp("sip/" + file)) {
            byte[] bytes = packet.payload();
            // A parser for each, because all messages are kept.
            SipParser parser = new SipParser();
            if (parser.parse(bytes, 0, bytes.length) instanceof SipResult.Message(var message)) {
                MirroredSip sip = new MirroredSip(message);
                sip.set(
                        IpEndpoint.of(InetAddress.getByAddress(packet.source()), packet.from()),
                        IpEndpoint.of(InetAddress.getByAddress(packet.destination()), packet.to()),
                        packet.micros(),
                        MirrorTrust.PLAIN,
                        0);
                messages.add(sip);
                if (message.isRequest() && message.method() == SipMethod.INVITE) {
                    called.add(sip.destination());
                }
            }
        }
        return count(messages, called, atSeconds);
    }

    private static Counted count(
            List<MirroredSip> messages, Set<IpEndpoint> called, long... atSeconds) {
        Policy policy = policy(called);
        Measures measures = new Measures(policy, "lab", now(messages.getFirst()));
        Counted sum = new Counted(0, new TreeMap<>(), new ArrayList<>());
        int read = 0;
        for (MirroredSip sip : messages) {
            long second = (sip.sentMicros() - messages.getFirst().sentMicros()) / 1_000_000;
            while (read < atSeconds.length && second > atSeconds[read]) {
                sum =
                        sum.plus(
                                policy,
                                measures,
                                now(messages.getFirst()).plus(Duration.ofSeconds(atSeconds[read])));
                read++;
            }
            measures.accept(sip, now(sip).nanos());
            measures.advance(now(sip));
        }
        return sum.plus(policy, measures, now(messages.getLast()));
    }

    private static Now now(MirroredSip sip) {
        return new Now(
                sip.sentMicros() * 1_000, Instant.ofEpochSecond(0, sip.sentMicros() * 1_000));
    }

    private static Policy policy(Set<IpEndpoint> called) {
        List<Trunk> trunks = new ArrayList<>();
        for (IpEndpoint end : called) {
            trunks.add(
                    new Trunk(
                            new Target.Trunk("lab", "carrier-" + trunks.size()),
                            Trunk.Direction.OUTBOUND,
                            "sip:" + end,
                            end,
                            Trunk.Transport.UDP,
                            1,
                            1,
                            Trunk.Security.NONE,
                            null));
        }
        return new Policy(
                "captures",
                "",
                List.of(),
                List.of(),
                trunks,
                List.of(),
                List.of(),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }
}
