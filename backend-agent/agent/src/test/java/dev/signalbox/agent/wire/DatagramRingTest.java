package dev.signalbox.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramRingTest {

    private static final IpEndpoint SENDER = IpEndpoint.of("2001:db8::7", 9060);

    private static boolean offer(DatagramRing ring, byte[] payload, long nanos) {
        return ring.offer(
                ByteBuffer.wrap(payload),
                SENDER.high(),
                SENDER.low(),
                SENDER.port(),
                nanos,
                nanos % 3 == 0);
    }

    /** A payload that shows its number, its length and its end. */
    private static byte[] payload(int number, int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (number * 31 + i * 7);
        }
        return payload;
    }

    private static void check(Datagram datagram, int number) {
        byte[] expected = payload(number, lengthOf(number));
        assertThat(datagram.length()).as("length of %d", number).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (datagram.bytes()[datagram.from() + i] != expected[i]) {
                throw new AssertionError("byte " + i + " of datagram " + number);
            }
        }
        assertThat(datagram.arrivalNanos()).isEqualTo(number);
        assertThat(datagram.sender()).isEqualTo(SENDER);
        assertThat(datagram.secure()).isEqualTo(number % 3 == 0);
    }

    private static int lengthOf(int number) {
        return number * 37 % 211;
    }

    @Test
    void keepsOrderBytesSenderAndTimeAroundTheEndOfTheRing() {
        DatagramRing ring = new DatagramRing(1_024);
        int put = 0;
        int[] taken = {0};
        for (int round = 0; round < 5_000; round++) {
            while (offer(ring, payload(put, lengthOf(put)), put)) {
                put++;
            }
            int most = 1 + round % 5;
            int before = taken[0];
            int shown = ring.drain(d -> check(d, taken[0]++), most);
            assertThat(shown).isEqualTo(taken[0] - before).isBetween(1, most);
        }
        while (!ring.isEmpty()) {
            ring.drain(d -> check(d, taken[0]++), 100);
        }
        assertThat(taken[0]).isEqualTo(put);
        assertThat(ring.drain(_ -> {}, 10)).isZero();
    }

    @Test
    void oneThreadPutsWhileAnotherTakes() throws InterruptedException {
        DatagramRing ring = new DatagramRing(4_096);
        int count = 100_000;
        Thread putter =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    for (int i = 0; i < count; i++) {
                                        byte[] payload = payload(i, lengthOf(i));
                                        while (!offer(ring, payload, i)) {
                                            Thread.onSpinWait();
                                        }
                                    }
                                });
        int[] taken = {0};
        while (taken[0] < count) {
            if (ring.drain(d -> check(d, taken[0]++), 64) == 0) {
                Thread.onSpinWait();
                assertThat(putter.isAlive() || !ring.isEmpty() || taken[0] == count).isTrue();
            }
        }
        putter.join();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void aFullRingRefusesAndTakesAgainWhenThereIsRoom() {
        DatagramRing ring = new DatagramRing(256);
        List<Long> shown = new ArrayList<>();
        assertThat(offer(ring, new byte[96], 1)).isTrue();
        assertThat(offer(ring, new byte[96], 2)).isTrue();
        assertThat(offer(ring, new byte[0], 3)).isFalse();
        ring.drain(d -> shown.add(d.arrivalNanos()), 1);
        assertThat(offer(ring, new byte[0], 4)).isTrue();
        ring.drain(d -> shown.add(d.arrivalNanos()), 9);
        assertThat(shown).containsExactly(1L, 2L, 4L);
    }

    @Test
    void whatIsLargerThanTheRingIsRefusedForEver() {
        assertThat(offer(new DatagramRing(256), new byte[225], 1)).isFalse();
        assertThat(offer(new DatagramRing(256), new byte[224], 1)).isTrue();
        assertThatThrownBy(() -> new DatagramRing(1_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTakerThatThrowsLosesOnlyWhatItWasShown() {
        DatagramRing ring = new DatagramRing(1_024);
        for (int i = 0; i < 3; i++) {
            offer(ring, new byte[8], i);
        }
        assertThatThrownBy(
                        () ->
                                ring.drain(
                                        _ -> {
                                            throw new IllegalStateException("bad packet");
                                        },
                                        3))
                .isInstanceOf(IllegalStateException.class);
        List<Long> shown = new ArrayList<>();
        ring.drain(d -> shown.add(d.arrivalNanos()), 3);
        assertThat(shown).containsExactly(1L, 2L);
    }
}
