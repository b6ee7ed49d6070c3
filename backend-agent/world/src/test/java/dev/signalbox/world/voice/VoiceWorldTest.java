package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.act.KamailioRouter;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.Regions;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceWorldTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private VoiceWorld world;
    private DatagramSocket hep;
    private DatagramSocket caller;
    private InetSocketAddress northwind;
    private Target.Trunk target;

    @BeforeEach
    void open() throws IOException {
        hep = new DatagramSocket(0, LOOPBACK);
        hep.setSoTimeout(10_000);
        caller = new DatagramSocket(0, LOOPBACK);
        caller.setSoTimeout(5_000);
        world = new VoiceWorld(Regions.demo());
        VoiceWorld.TrunkAddress trunk = world.regions().getFirst().trunks().getFirst();
        target = trunk.target();
        northwind =
                new InetSocketAddress(
                        LOOPBACK,
                        Integer.parseInt(trunk.uri().substring(trunk.uri().lastIndexOf(':') + 1)));
        InetSocketAddress agent = new InetSocketAddress(LOOPBACK, hep.getLocalPort());
        world.start(1, "secret", List.of(agent, agent, agent));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        hep.close();
        caller.close();
    }

    private String request(String method, String branch, String cseq) {
        return """
               %s sip:+4969555010@%s SIP/2.0\r
               Via: SIP/2.0/UDP 127.0.0.1:%d;branch=%s;rport\r
               Max-Forwards: 70\r
               From: <sip:signalbox-test@127.0.0.1>;tag=f1\r
               To: <sip:+4969555010@127.0.0.1>\r
               Call-ID: c1@test\r
               CSeq: %s\r
               Content-Length: 0\r
               \r
               """
                .formatted(method, "127.0.0.1", caller.getLocalPort(), branch, cseq);
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        caller.send(new DatagramPacket(bytes, bytes.length, northwind));
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        caller.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private String statusOf(String response) {
        return response.substring(8, 11) + " " + cseqMethod(response);
    }

    private static String cseqMethod(String response) {
        String cseq =
                response.lines()
                        .filter(line -> line.startsWith("CSeq: "))
                        .findFirst()
                        .orElseThrow();
        return cseq.substring(cseq.lastIndexOf(' ') + 1);
    }

    private List<String> receiveUntil(String last) throws IOException {
        List<String> all = new ArrayList<>();
        do {
            all.add(statusOf(receive()));
        } while (!all.getLast().equals(last));
        return all;
    }

    @Test
    void mirrorsKeyedHepToTheAgent() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8_192], 8_192);
        hep.receive(packet);
        String text =
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("HEP3").contains("secret").contains("Call-ID: ");
    }

    @Test
    void carriersAnswerOptionsAndRingWhenCalled() throws IOException {
        send(request("OPTIONS", "z9hG4bK1", "1 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
        send(request("INVITE", "z9hG4bK2", "1 INVITE"));
        assertThat(receiveUntil("180 INVITE")).containsExactly("100 INVITE", "180 INVITE");
        send(request("CANCEL", "z9hG4bK2", "1 CANCEL"));
        assertThat(receiveUntil("487 INVITE")).containsExactly("200 CANCEL", "487 INVITE");
        send(request("ACK", "z9hG4bK2", "1 ACK"));
    }

    @Test
    void answeredCallsAreAcknowledgedAndEnded() throws IOException {
        send(request("INVITE", "z9hG4bK3", "1 INVITE"));
        assertThat(receiveUntil("200 INVITE"))
                .containsExactly("100 INVITE", "180 INVITE", "200 INVITE");
        // Not acknowledged yet: sent again.
        assertThat(receiveUntil("200 INVITE")).containsExactly("200 INVITE");
        send(request("ACK", "z9hG4bK4", "1 ACK"));
        send(request("BYE", "z9hG4bK5", "2 BYE"));
        assertThat(receiveUntil("200 BYE")).last().isEqualTo("200 BYE");
    }

    @Test
    void aRejectingCarrierKeepsItsOptionsGreen() throws IOException {
        world.become(target, Condition.REJECTS_503, "it rejects");
        send(request("INVITE", "z9hG4bK6", "1 INVITE"));
        assertThat(receiveUntil("503 INVITE")).containsExactly("100 INVITE", "503 INVITE");
        send(request("ACK", "z9hG4bK6", "1 ACK"));
        send(request("OPTIONS", "z9hG4bK7", "2 OPTIONS"));
        assertThat(receiveUntil("200 OPTIONS")).last().isEqualTo("200 OPTIONS");
        assertThat(world.truth().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.name()).isEqualTo("it rejects"));
    }

    @Test
    void aStarvedCarrierKeepsItsOptionsGreen() throws IOException {
        VoiceWorld.TrunkAddress harbor = world.regions().getFirst().trunks().getLast();
        world.become(harbor.target(), Condition.STARVED, "it starves");
        northwind =
                new InetSocketAddress(
                        LOOPBACK,
                        Integer.parseInt(
                                harbor.uri().substring(harbor.uri().lastIndexOf(':') + 1)));
        send(request("OPTIONS", "z9hG4bKs", "1 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
        assertThat(world.truth().faults())
                .singleElement()
                .satisfies(f -> assertThat(f.condition()).isEqualTo(Condition.STARVED));
    }

    @Test
    void anEdgeAnswersOptionsAndItsRouterUntilItDies() throws IOException {
        VoiceWorld.RegionView region = world.regions().getFirst();
        KamailioRouter router =
                new KamailioRouter("sbc", region.routerUrl(), Duration.ofSeconds(20), List.of());
        northwind =
                new InetSocketAddress(
                        LOOPBACK,
                        Integer.parseInt(
                                region.edge().substring(region.edge().lastIndexOf(':') + 1)));
        send(request("OPTIONS", "z9hG4bKe1", "1 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
        assertThat(router.read().epoch()).isZero();
        world.edge("eu-central", false);
        send(request("OPTIONS", "z9hG4bKe2", "2 OPTIONS"));
        caller.setSoTimeout(300);
        org.assertj.core.api.Assertions.assertThatThrownBy(this::receive)
                .isInstanceOf(SocketTimeoutException.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(router::read)
                .isInstanceOf(IOException.class);
        world.edge("eu-central", true);
        caller.setSoTimeout(5_000);
        send(request("OPTIONS", "z9hG4bKe3", "3 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
    }

    @Test
    void everyRegionHasADoorThatItsKeyOpens() throws Exception {
        VoiceWorld.RegionView region = world.regions().get(1);
        String body =
                """
                {"v":1,"region":"eu-west","expectedEpoch":0,"epoch":1,"decision":"d/1",\
                "writer":"us-east","shares":{"bookings":{"eu-central":100}}}""";
        String time = Instant.now().toString();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(region.doorKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal((time + "\n" + body).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(region.door())
                                    .header("X-Signalbox-Time", time)
                                    .header(
                                            "X-Signalbox-Signature",
                                            "sha256=" + HexFormat.of().formatHex(hash))
                                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(world.door("eu-west").reading().epoch()).isEqualTo(1);
        assertThat(world.door("eu-central").reading().epoch()).isZero();
    }

    @Test
    void aFrozenCarrierAnswersNothingUntilItIsWell() throws IOException {
        world.become(target, Condition.FROZEN, "it froze");
        send(request("OPTIONS", "z9hG4bK8", "1 OPTIONS"));
        caller.setSoTimeout(300);
        org.assertj.core.api.Assertions.assertThatThrownBy(this::receive)
                .isInstanceOf(SocketTimeoutException.class);
        caller.setSoTimeout(5_000);
        world.become(target, Condition.WELL, "");
        send(request("OPTIONS", "z9hG4bK9", "2 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
    }

    @Test
    void garbageDoesNotSilenceACarrier() throws IOException {
        send("");
        send("\u0000\u0001\u0002");
        send("INVITE sip:x SIP/2.0\r\n\r\n");
        send("SIP/2.0 200 OK\r\n\r\n");
        send(request("OPTIONS", "z9hG4bKa", "1 OPTIONS"));
        assertThat(statusOf(receive())).isEqualTo("200 OPTIONS");
    }

    @Test
    void theAgentsRouterTakesItForKamailio() throws Exception {
        VoiceWorld.RegionView region = world.regions().getFirst();
        List<Trunk> trunks = region.trunks().stream().map(VoiceWorldTest::trunk).toList();
        KamailioRouter router =
                new KamailioRouter("sbc", region.routerUrl(), Duration.ofSeconds(20), trunks);
        assertThat(router.read()).isEqualTo(RouteTable.DEFAULT);
        RouteTable wanted = RouteTable.DEFAULT.with(target, 0);
        assertThat(router.apply(RouteTable.DEFAULT, wanted, "j/1"))
                .isEqualTo(new RouterResult.Applied(wanted, true));
        assertThat(router.apply(RouteTable.DEFAULT, wanted, "j/1"))
                .isEqualTo(new RouterResult.Applied(wanted, false));
        assertThat(router.read()).isEqualTo(wanted);
    }

    private static Trunk trunk(VoiceWorld.TrunkAddress address) {
        int port = Integer.parseInt(address.uri().substring(address.uri().lastIndexOf(':') + 1));
        return new Trunk(
                address.target(),
                address.carrier().direction(),
                address.uri(),
                IpEndpoint.of("127.0.0.1", port),
                Trunk.Transport.UDP,
                100,
                10,
                Trunk.Security.NONE,
                null);
    }
}
