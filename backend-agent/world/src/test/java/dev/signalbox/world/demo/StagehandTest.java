package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.path.PathRelays;
import dev.signalbox.world.path.TcpRelays;
import dev.signalbox.world.process.Supervisor;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.voice.VoiceWorld;
import dev.signalbox.world.worker.Workers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a story does to whole regions. */
class StagehandTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String HOME = "eu-central";

    private final List<String> done = new ArrayList<>();
    private final Workers workers = new Workers(List.of());
    private VoiceWorld world;
    private DatagramSocket agent;
    private DatagramSocket other;
    private ServerSocket quorum;
    private PathRelays roads;
    private TcpRelays meetings;

    /** Notes what it is told. */
    private final class Noting implements Hands {
        @Override
        public void kill(String region) {
            done.add("kill " + region);
        }

        @Override
        public void revive(String region) {
            done.add("revive " + region);
        }

        @Override
        public void cut(String region) {
            done.add("cut " + region);
        }

        @Override
        public void join(String region) {
            done.add("join " + region);
        }
    }

    @BeforeEach
    void open() throws IOException {
        world = new VoiceWorld(List.of(Regions.brief().getFirst()));
        agent = new DatagramSocket(0, LOOPBACK);
        other = new DatagramSocket(0, LOOPBACK);
        quorum = new ServerSocket(0, 5, LOOPBACK);
        roads =
                new PathRelays(
                        List.of(
                                new PathRelays.Station(HOME, address(agent.getLocalPort())),
                                new PathRelays.Station("eu-west", address(other.getLocalPort()))),
                        1);
        meetings =
                new TcpRelays(
                        List.of(
                                new TcpRelays.Station(HOME, address(quorum.getLocalPort())),
                                new TcpRelays.Station("eu-west", address(quorum.getLocalPort()))));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        workers.close();
        roads.close();
        meetings.close();
        agent.close();
        other.close();
        quorum.close();
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    private static Story.Step step(Story.Verb verb) {
        return new Story.Step(Duration.ZERO, verb, new Target.Region(HOME), 0, verb.word());
    }

    @Test
    void everyVerbOfARegionGoesToWhomItConcerns() {
        Stagehand hand = new Stagehand(world, roads, workers, new Noting());
        for (Story.Verb verb :
                List.of(Story.Verb.KILL, Story.Verb.REVIVE, Story.Verb.CUT, Story.Verb.JOIN)) {
            hand.take(step(verb), Instant.EPOCH);
        }
        assertThat(done)
                .containsExactly("kill " + HOME, "revive " + HOME, "cut " + HOME, "join " + HOME);
        Stagehand alone = new Stagehand(world, roads, workers);
        assertThatThrownBy(() -> alone.take(step(Story.Verb.KILL), Instant.EPOCH))
                .hasMessage("this world has no agent of " + HOME);
    }

    @Test
    void aCutStopsProbesAndConnectionsUntilTheRoadsAreJoined() throws IOException {
        try (Supervisor supervisor = new Supervisor(done::add)) {
            Hands hands = Hands.of(supervisor, List.of(HOME, "eu-west"), roads, List.of(meetings));
            Stagehand hand = new Stagehand(world, roads, workers, hands);
            hand.take(step(Story.Verb.CUT), Instant.EPOCH);
            probe("lost");
            quorum.setSoTimeout(300);
            try (Socket caller = new Socket(LOOPBACK, meetings.peer("eu-west", HOME).getPort())) {
                assertThatThrownBy(quorum::accept).isInstanceOf(SocketTimeoutException.class);
                hand.take(step(Story.Verb.JOIN), Instant.EPOCH);
                quorum.setSoTimeout(20_000);
                quorum.accept().close();
                assertThat(caller.isConnected()).isTrue();
            }
            probe("heard");
            other.setSoTimeout(20_000);
            DatagramPacket packet = new DatagramPacket(new byte[16], 16);
            other.receive(packet);
            assertThat(
                            new String(
                                    packet.getData(),
                                    0,
                                    packet.getLength(),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("heard");
            assertThat(roads.counts(HOME, "eu-west").lost()).isEqualTo(1);
            assertThatThrownBy(() -> hands.kill(HOME)).hasMessage("no child agent " + HOME);
        }
    }

    /** Sends it to the other agent; waits until the road has dealt with it. */
    private void probe(String words) throws IOException {
        long before = roads.counts(HOME, "eu-west").carried();
        byte[] bytes = words.getBytes(StandardCharsets.US_ASCII);
        agent.send(new DatagramPacket(bytes, bytes.length, roads.peer(HOME, "eu-west")));
        long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (roads.counts(HOME, "eu-west").carried() == before) {
            assertThat(System.nanoTime() - endNanos).as("carried in time").isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
