package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.media.PathInterval.Direction;
import dev.signalbox.model.target.Target;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class TrainBookTest {

    private static final long MILLI = 1_000_000;
    private final TrainBook book = new TrainBook(new Target.Path("eu-central", "us-east"), 0);
    private Seen there = new Seen(1);
    private long nowNanos;

    /** Sends so many probes 20 ms apart; the network takes 3 ms there and 4 ms back. */
    private void send(int packets, LongPredicate lostThere, LongPredicate lostBack) {
        for (int i = 0; i < packets; i++) {
            nowNanos += 20 * MILLI;
            long sequence = book.send(nowNanos, false);
            if (!lostThere.test(sequence)) {
                if (there.isNew(sequence)) {
                    there.add(sequence);
                }
                if (!lostBack.test(sequence)) {
                    assertThat(reflect(sequence)).isTrue();
                }
            }
        }
    }

    private boolean reflect(long sequence) {
        PathPacket.Reflection at =
                new PathPacket.Reflection(
                        5_000 * MILLI, 5_001 * MILLI, false, 2 * MILLI, there.window());
        return book.returned(PacketCodecTest.probe(sequence), at, nowNanos + 8 * MILLI, false);
    }

    private PathInterval report(boolean peerHeard) {
        return book.report(nowNanos, nowNanos, peerHeard, null);
    }

    @Test
    void lossIsToldByDirection() {
        send(100, Set.of(10L, 11L, 50L)::contains, Set.of(20L, 60L)::contains);
        PathInterval interval = report(true);
        assertThat(interval.forward()).isEqualTo(new Direction(100, 3, 2, 2));
        Direction back = Objects.requireNonNull(interval.back());
        assertThat(back.expected()).isEqualTo(97);
        assertThat(back.lost()).isEqualTo(2);
        assertThat(interval.roundTripMillis()).isEqualTo(7.0);
        assertThat(interval.intervalMillis()).isEqualTo(2_000);
    }

    @Test
    void whatIsStillUnderWayIsNotLost() {
        send(50, s -> s >= 49, s -> false);
        assertThat(report(true).forward()).isEqualTo(new Direction(48, 0, 0, 2));
        send(10, s -> false, s -> false);
        assertThat(report(true).forward()).isEqualTo(new Direction(12, 2, 1, 2));
    }

    @Test
    void aProbeThatArrivesAfterLaterOnesIsNotLost() {
        send(50, s -> s == 49, s -> false);
        there.add(49);
        assertThat(reflect(49)).isTrue();
        send(50, s -> false, s -> false);
        assertThat(report(true).forward()).isEqualTo(new Direction(100, 0, 0, 2));
    }

    @Test
    void lateProbesCountNowhere() {
        send(20, s -> false, s -> false);
        nowNanos += 20 * MILLI;
        book.send(nowNanos, true);
        book.voidProbe(20);
        send(20, s -> false, s -> false);
        PathInterval interval = report(true);
        assertThat(interval.voided()).isEqualTo(2);
        assertThat(interval.forward()).isEqualTo(new Direction(39, 0, 0, 2));
    }

    @Test
    void withoutAnyReflectionThePeersOwnTrainTellsThatTheWayThereIsDead() {
        send(100, s -> s > 50, s -> false);
        assertThat(report(true).forward()).isEqualTo(new Direction(50, 0, 0, 2));
        send(50, s -> true, s -> false);
        Direction heard = new Direction(50, 1, 1, 0.5);
        PathInterval interval = book.report(nowNanos, nowNanos, true, heard);
        assertThat(interval.forward()).isEqualTo(new Direction(50, 50, 1, 0));
        assertThat(interval.back()).isEqualTo(heard);
        assertThat(interval.roundTripMillis()).isNull();
    }

    @Test
    void whenNothingArrivesNeitherDirectionIsKnown() {
        send(150, s -> true, s -> false);
        PathInterval interval = report(false);
        assertThat(interval.forward()).isNull();
        assertThat(interval.back()).isNull();
    }

    @Test
    void probesFromBeforeTheReflectorsLifeAreNotLost() {
        send(30, s -> s > 20, s -> false);
        there = new Seen(31);
        send(30, s -> false, s -> false);
        assertThat(report(true).forward()).isEqualTo(new Direction(50, 0, 0, 2));
    }

    @Test
    void whatThisMachineMayHaveDroppedItselfIsNotLostOnTheWayBack() {
        send(30, s -> false, s -> s > 20);
        book.shadow();
        send(30, s -> false, s -> false);
        PathInterval interval = report(true);
        Direction back = Objects.requireNonNull(interval.back());
        assertThat(back.lost()).isZero();
        assertThat(interval.forward()).isEqualTo(new Direction(60, 0, 0, 2));
    }

    @Test
    void silenceIsCountedFromWhatTheReceiverHasTakenIn() {
        send(150, s -> true, s -> false);
        assertThat(book.report(nowNanos, nowNanos - 3_000 * MILLI, true, null).forward()).isNull();
        assertThat(report(true).forward()).isEqualTo(new Direction(100, 100, 1, 0));
    }

    @Test
    void aReflectionCountsOnce() {
        send(1, s -> false, s -> false);
        assertThat(reflect(1)).isFalse();
        assertThat(reflect(999)).isFalse();
    }

    @Test
    void theBookIsBounded() {
        send(5_000, s -> true, s -> false);
        PathInterval interval = report(true);
        Direction forward = Objects.requireNonNull(interval.forward());
        assertThat(forward.expected()).isLessThanOrEqualTo(512);
    }
}
