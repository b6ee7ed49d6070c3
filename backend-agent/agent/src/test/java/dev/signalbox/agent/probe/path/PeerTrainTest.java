package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.media.PathInterval;
import org.junit.jupiter.api.Test;

class PeerTrainTest {

    private static final long SECOND = 1_000_000_000;
    private final PeerTrain train = new PeerTrain(0);

    private static PathPacket probe(long bootId, long sequence) {
        PathPacket probe = PacketCodecTest.probe(sequence);
        return new PathPacket(
                probe.rtp(),
                probe.from(),
                probe.to(),
                bootId,
                sequence,
                probe.sentNanos(),
                false,
                null);
    }

    @Test
    void aProbeIsAnsweredOnce() {
        assertThat(train.accept(probe(5, 10), 0, false)).isNull();
        assertThat(train.accept(probe(5, 11), 0, false)).isNull();
        assertThat(train.accept(probe(5, 10), 0, false)).isEqualTo(PathCounter.REPLAYED);
        assertThat(train.accept(probe(5, 9), 0, false)).isEqualTo(PathCounter.REPLAYED);
    }

    @Test
    void aFormerLifeIsAReplayUntilThePeerHasLongBeenSilent() {
        assertThat(train.accept(probe(5, 10), 0, false)).isNull();
        assertThat(train.accept(probe(6, 1), SECOND, false)).isNull();
        assertThat(train.accept(probe(5, 12), 2 * SECOND, false)).isEqualTo(PathCounter.REPLAYED);
        assertThat(train.accept(probe(5, 12), 70 * SECOND, false)).isNull();
    }

    @Test
    void moreThanTwoHundredASecondAreNotAnswered() {
        for (int i = 1; i <= 200; i++) {
            assertThat(train.accept(probe(5, i), 0, false)).isNull();
        }
        assertThat(train.accept(probe(5, 201), 0, false)).isEqualTo(PathCounter.TOO_FAST);
        assertThat(train.accept(probe(5, 202), SECOND / 10, false)).isNull();
    }

    @Test
    void gapsAreLossesOfTheWayBackInBursts() {
        for (int sequence : new int[] {1, 2, 5, 6, 8}) {
            train.accept(probe(5, sequence), sequence * 20_000_000L, false);
        }
        assertThat(train.report()).isEqualTo(new PathInterval.Direction(8, 3, 2, 0));
        assertThat(train.report()).isNull();
    }

    @Test
    void arrivalTimesOfAHeldUpReceiverAreNoJitter() {
        train.accept(probe(5, 1), 20_000_000, false);
        train.accept(probe(5, 2), 90_000_000, true);
        train.accept(probe(5, 3), 60_000_000, false);
        assertThat(train.jitterNanos()).isZero();
        train.accept(probe(5, 4), 96_000_000, false);
        assertThat(train.jitterNanos()).isEqualTo(1_000_000);
    }
}
