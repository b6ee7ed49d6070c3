package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class IntakeLagTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final Percentage ACCURACY = Percentage.withPercentage(2);

    private final IntakeLag lag = new IntakeLag();

    private void batch(int packets, long arrivedNanos, long measuredNanos) {
        lag.taken(new Datagram(new byte[1], IpEndpoint.v4(0, 0), arrivedNanos + MILLI / 2));
        lag.taken(new Datagram(new byte[1], IpEndpoint.v4(0, 0), arrivedNanos));
        lag.measured(packets, measuredNanos);
    }

    private long micros(long nanos) {
        return Objects.requireNonNull(lag.counters(nanos).get("lag_p99_micros"));
    }

    @Test
    void withoutPacketsNothingIsSaid() {
        lag.measured(0, SECOND);
        assertThat(lag.counters(SECOND)).isEmpty();
    }

    @Test
    void aBatchWaitedAsLongAsItsOldestPacket() {
        batch(990, SECOND, SECOND + 3 * MILLI);
        assertThat(micros(SECOND)).isCloseTo(3_000, ACCURACY);
    }

    @Test
    void packetsCountAndNotBatches() {
        batch(9_999, SECOND, SECOND + MILLI);
        batch(1, SECOND, SECOND + 500 * MILLI);
        assertThat(micros(SECOND)).isCloseTo(1_000, ACCURACY);
        batch(1_000, SECOND, SECOND + 500 * MILLI);
        assertThat(micros(SECOND)).isCloseTo(500_000, ACCURACY);
    }

    @Test
    void afterAMinuteItIsForgottenAlsoWhenTheClockIsBelowZero() {
        long start = -95 * SECOND;
        batch(10, start, start + 7 * MILLI);
        assertThat(micros(start + 40 * SECOND)).isCloseTo(7_000, ACCURACY);
        assertThat(lag.counters(start + 70 * SECOND)).isEmpty();
        batch(10, start + 70 * SECOND, start + 70 * SECOND + 2 * MILLI);
        assertThat(micros(start + 71 * SECOND)).isCloseTo(2_000, ACCURACY);
    }
}
