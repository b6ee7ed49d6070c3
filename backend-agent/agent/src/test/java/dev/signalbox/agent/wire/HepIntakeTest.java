package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HepIntakeTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Taken(byte[] bytes, IpEndpoint sender, long arrivalNanos) {
        static Taken of(Datagram d) {
            return new Taken(
                    Arrays.copyOfRange(d.bytes(), d.from(), d.from() + d.length()),
                    d.sender(),
                    d.arrivalNanos());
        }
    }

    @Test
    void handsOverWhatComesWithItsSenderAndTime() throws Exception {
        try (HepIntake intake = open("127.0.0.1", 1 << 20);
                DatagramSocket sender = sender("127.0.0.1")) {
            long before = System.nanoTime();
            send(sender, intake, "one".getBytes(StandardCharsets.US_ASCII));
            Taken datagram = take(intake);
            assertThat(datagram.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("one");
            assertThat(datagram.sender())
                    .isEqualTo(IpEndpoint.of("127.0.0.1", sender.getLocalPort()));
            assertThat(datagram.arrivalNanos() - before).isNotNegative();
            assertThat(intake.received()).isEqualTo(1);
            assertThat(intake.await(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void takesTheLargestDatagramAndAnEmptyOne() throws Exception {
        try (HepIntake intake = open("127.0.0.1", 1 << 20);
                DatagramSocket sender = sender("127.0.0.1")) {
            byte[] largest = new byte[65_507];
            largest[65_506] = 42;
            send(sender, intake, largest);
            send(sender, intake, new byte[0]);
            assertThat(take(intake).bytes()).isEqualTo(largest);
            assertThat(take(intake).bytes()).isEmpty();
        }
    }

    @Test
    void countsWhatFindsTheQueueFullAndGoesOn() throws Exception {
        try (HepIntake intake = open("127.0.0.1", 1 << 17);
                DatagramSocket sender = sender("127.0.0.1")) {
            for (int i = 0; i < 10; i++) {
                byte[] large = new byte[30_000];
                large[0] = (byte) i;
                send(sender, intake, large);
            }
            await(() -> intake.received() == 10);
            await(() -> intake.counters().getOrDefault("dropped_queue_full", 0L) == 6);
            List<Integer> kept = new ArrayList<>();
            assertThat(intake.drain(d -> kept.add(first(d)), 3)).isEqualTo(3);
            assertThat(intake.drain(d -> kept.add(first(d)), 100)).isEqualTo(1);
            assertThat(kept).containsExactly(0, 1, 2, 3);
            send(sender, intake, new byte[] {77});
            assertThat(take(intake).bytes()).containsExactly(77);
        }
    }

    @Test
    void listensOnIpv6() throws Exception {
        HepIntake opened;
        try {
            opened = open("::1", 1 << 20);
        } catch (IOException e) {
            Assumptions.abort("no IPv6 on this machine: " + e.getMessage());
            return;
        }
        try (HepIntake intake = opened;
                DatagramSocket sender = sender("::1")) {
            send(sender, intake, new byte[] {6});
            Taken datagram = take(intake);
            assertThat(datagram.sender()).isEqualTo(IpEndpoint.of("::1", sender.getLocalPort()));
        }
    }

    @Test
    void saysWhenTheAddressIsTaken() throws Exception {
        try (HepIntake intake = open("127.0.0.1", 1 << 20)) {
            assertThatThrownBy(() -> HepIntake.open(intake.udpAddress(), null, null).close())
                    .isInstanceOf(IOException.class);
        }
    }

    private static HepIntake open(String address, int queueBytes) throws IOException {
        return HepIntake.open(new InetSocketAddress(InetAddress.ofLiteral(address), 0), queueBytes);
    }

    private static int first(Datagram datagram) {
        return datagram.bytes()[datagram.from()];
    }

    private static Taken take(HepIntake intake) throws InterruptedException {
        assertThat(intake.await(WAIT)).isTrue();
        List<Taken> taken = new ArrayList<>();
        intake.drain(d -> taken.add(Taken.of(d)), 1);
        return taken.getFirst();
    }

    private static DatagramSocket sender(String address) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    }

    private static void send(DatagramSocket sender, HepIntake intake, byte[] bytes)
            throws IOException {
        sender.send(new DatagramPacket(bytes, bytes.length, intake.udpAddress()));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(deadline - System.nanoTime()).as("time left").isPositive();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
