package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.quorum.TestAuthority;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HEP over TCP and TLS, by real sockets. */
@Timeout(60)
class TcpIntakeTest {

    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static HepIntake open(HepIntake.@Nullable Tls tls) throws IOException {
        return HepIntake.open(ANY, ANY, tls);
    }

    private static Socket connect(@Nullable InetSocketAddress to) throws IOException {
        InetSocketAddress address = Objects.requireNonNull(to);
        return new Socket(address.getAddress(), address.getPort());
    }

    /** A packet of this length whose last bytes are its number. */
    private static byte[] packet(int number, int length) {
        byte[] packet = new byte[length];
        packet[0] = 'H';
        packet[1] = 'E';
        packet[2] = 'P';
        packet[3] = '3';
        packet[4] = (byte) (length >>> 8);
        packet[5] = (byte) length;
        packet[length - 2] = (byte) (number >>> 8);
        packet[length - 1] = (byte) number;
        return packet;
    }

    private static int number(Datagram datagram) {
        int end = datagram.from() + datagram.length();
        return (datagram.bytes()[end - 2] & 0xff) << 8 | (datagram.bytes()[end - 1] & 0xff);
    }

    private static List<Integer> take(HepIntake intake, int count) throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            assertThat(intake.await(Duration.ofSeconds(20))).as("%s came", numbers.size()).isTrue();
            intake.drain(d -> numbers.add(number(d)), 100);
        }
        return numbers;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void packetsComeWholeHoweverTheyAreCut() throws Exception {
        try (HepIntake intake = open(null);
                Socket socket = connect(intake.tcpAddress())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            byte[] first = packet(0, 57);
            for (byte b : first) {
                out.write(b);
                out.flush();
            }
            out.write(packet(1, 8));
            out.write(packet(2, 65_535));
            byte[] two = new byte[60];
            System.arraycopy(packet(3, 30), 0, two, 0, 30);
            System.arraycopy(packet(4, 30), 0, two, 30, 30);
            out.write(two);
            assertThat(take(intake, 5)).isEqualTo(upTo(5));
            assertThat(intake.received()).isEqualTo(5);
            assertThat(intake.counters()).containsEntry("tcp_connections", 1L);
        }
    }

    @Test
    void whoSentItIsKnownAndThatItCameInClear() throws Exception {
        try (HepIntake intake = open(null);
                Socket socket = connect(intake.tcpAddress())) {
            socket.getOutputStream().write(packet(0, 20));
            assertThat(intake.await(Duration.ofSeconds(20))).isTrue();
            intake.drain(
                    d -> {
                        assertThat(d.sender())
                                .isEqualTo(IpEndpoint.of("127.0.0.1", socket.getLocalPort()));
                        assertThat(d.secure()).isFalse();
                        assertThat(d.length()).isEqualTo(20);
                    },
                    1);
        }
    }

    @Test
    void whatIsNoHepEndsItsConnectionAndNoOther() throws Exception {
        try (HepIntake intake = open(null);
                Socket good = connect(intake.tcpAddress());
                Socket bad = connect(intake.tcpAddress())) {
            bad.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(4000).getBytes());
            InputStream answer = bad.getInputStream();
            int end = -1;
            try {
                end = answer.read();
            } catch (IOException reset) {
                // What was sent after the end was answered with a reset.
                assertThat(reset).hasMessageContaining("reset");
            }
            assertThat(end).isEqualTo(-1);
            // A length that no packet can have.
            try (Socket tiny = connect(intake.tcpAddress())) {
                tiny.getOutputStream().write(new byte[] {'H', 'E', 'P', '3', 0, 3, 1, 2});
                assertThat(tiny.getInputStream().read()).isEqualTo(-1);
            }
            good.getOutputStream().write(packet(0, 20));
            assertThat(take(intake, 1)).containsExactly(0);
            await(() -> intake.counters().containsKey("tcp_broken_connections"));
            assertThat(intake.counters()).containsEntry("tcp_no_hep", 1L);
        }
    }

    @Test
    void whenThereIsNoRoomTheSenderWaitsAndNothingIsLost() throws Exception {
        int count = 3_000;
        try (HepIntake intake = open(null);
                Socket socket = connect(intake.tcpAddress())) {
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < count; i++) {
                                                socket.getOutputStream().write(packet(i, 9_000));
                                            }
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    });
            // 27 MB do not fit into 1 MiB and what the kernel holds.
            await(() -> intake.counters().containsKey("tcp_waits_for_room"));
            assertThat(take(intake, count)).isEqualTo(upTo(count));
            sender.join();
        }
    }

    @Test
    void overTlsItIsKnownToBeUnread(@TempDir Path directory) throws Exception {
        TestAuthority authority = new TestAuthority(directory, "authority");
        var files = authority.issue("agent");
        HepIntake.Tls listen = new HepIntake.Tls(ANY, files.certificate(), files.key());
        try (HepIntake intake = open(listen);
                Socket plain = connect(intake.tlsAddress());
                Socket socket = tls(authority.certificate(), intake)) {
            socket.getOutputStream().write(packet(7, 3_000));
            assertThat(intake.await(Duration.ofSeconds(20))).isTrue();
            List<Boolean> secure = new ArrayList<>();
            intake.drain(d -> secure.add(d.secure()), 10);
            assertThat(secure).containsExactly(true);
            plain.getOutputStream().write(packet(8, 3_000));
            await(() -> intake.counters().containsKey("tls_handshake_failed"));
            assertThat(intake.received()).isEqualTo(1);
        }
    }

    private static Socket tls(Path authority, HepIntake intake) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        InetSocketAddress to = Objects.requireNonNull(intake.tlsAddress());
        return context.getSocketFactory().createSocket(to.getAddress(), to.getPort());
    }

    @Test
    void addressesInUseAndBadCertificatesAreNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("no.pem"), "nothing");
        assertThatThrownBy(() -> open(new HepIntake.Tls(ANY, file, file)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.pem")
                .hasMessageContaining("PEM");
        try (HepIntake intake = open(null)) {
            InetSocketAddress taken = Objects.requireNonNull(intake.tcpAddress());
            assertThatThrownBy(() -> HepIntake.open(ANY, taken, null).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(Integer.toString(taken.getPort()));
        }
    }
}
