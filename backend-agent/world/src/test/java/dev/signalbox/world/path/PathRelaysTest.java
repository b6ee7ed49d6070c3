package dev.signalbox.world.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathRelaysTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private DatagramSocket frankfurt;
    private DatagramSocket ashburn;
    private PathRelays roads;

    @BeforeEach
    void open() throws IOException {
        frankfurt = new DatagramSocket(0, LOOPBACK);
        ashburn = new DatagramSocket(0, LOOPBACK);
        frankfurt.setSoTimeout(5_000);
        ashburn.setSoTimeout(5_000);
        roads =
                new PathRelays(
                        List.of(
                                new PathRelays.Station("eu-central", address(frankfurt)),
                                new PathRelays.Station("us-east", address(ashburn))),
                        1);
    }

    @AfterEach
    void close() throws IOException {
        roads.close();
        frankfurt.close();
        ashburn.close();
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
    }

    private static void send(DatagramSocket from, InetSocketAddress to, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void eachSeesItsPeerWhereItWasToldItIs() throws IOException {
        send(frankfurt, roads.peer("eu-central", "us-east"), "probe");
        DatagramPacket probe = receive(ashburn);
        assertThat(text(probe)).isEqualTo("probe");
        assertThat(probe.getSocketAddress()).isEqualTo(roads.peer("us-east", "eu-central"));
        send(ashburn, (InetSocketAddress) probe.getSocketAddress(), "reflection");
        DatagramPacket reflection = receive(frankfurt);
        assertThat(text(reflection)).isEqualTo("reflection");
        assertThat(reflection.getSocketAddress()).isEqualTo(roads.peer("eu-central", "us-east"));
    }

    @Test
    void oneDirectionLosesAndTheOtherDoesNot() throws IOException {
        roads.lose("eu-central", "us-east", 1);
        send(frankfurt, roads.peer("eu-central", "us-east"), "lost");
        await("eu-central", "us-east", 1);
        send(ashburn, roads.peer("us-east", "eu-central"), "arrives");
        assertThat(text(receive(frankfurt))).isEqualTo("arrives");
        roads.lose("eu-central", "us-east", 0);
        send(frankfurt, roads.peer("eu-central", "us-east"), "healed");
        assertThat(text(receive(ashburn))).isEqualTo("healed");
        assertThat(roads.counts("eu-central", "us-east")).isEqualTo(new PathRelay.Counts(2, 1));
        assertThat(roads.counts("us-east", "eu-central")).isEqualTo(new PathRelay.Counts(1, 0));
    }

    @Test
    void sixPercentMeansSixPercent() throws IOException {
        roads.lose("us-east", "eu-central", 0.06);
        for (int i = 1; i <= 3_000; i++) {
            send(ashburn, roads.peer("us-east", "eu-central"), "probe");
            if (i % 20 == 0) {
                await("us-east", "eu-central", i);
            }
        }
        // Three standard deviations of 3,000 draws are 1.3 %.
        assertThat(roads.counts("us-east", "eu-central").lost()).isBetween(141L, 219L);
    }

    @Test
    void whatAStrangerSendsIsNotCarried() throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            send(stranger, roads.peer("eu-central", "us-east"), "forged");
        }
        send(frankfurt, roads.peer("eu-central", "us-east"), "mine");
        assertThat(text(receive(ashburn))).isEqualTo("mine");
        ashburn.setSoTimeout(1);
        assertThatThrownBy(() -> receive(ashburn)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aRoadThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> roads.peer("eu-central", "mars"))
                .hasMessageContaining("no road eu-central to mars");
    }

    private void await(String from, String to, long carried) {
        for (int i = 0; roads.counts(from, to).carried() < carried; i++) {
            assertThat(i).as("waits for packets").isLessThan(5_000);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
