package dev.signalbox.model.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    private static Quantiles of(double... values) {
        Quantiles.Gatherer gatherer = new Quantiles.Gatherer();
        for (double value : values) {
            gatherer.add(value);
        }
        return gatherer.taken();
    }

    @Test
    void nothingHasNoQuantile() {
        assertThat(Quantiles.NONE.value(0.5)).isNull();
        assertThat(Quantiles.NONE.count()).isZero();
        assertThat(new Quantiles.Gatherer().taken()).isEqualTo(Quantiles.NONE);
        assertThat(Quantiles.fromBytes(new byte[0])).isEqualTo(Quantiles.NONE);
    }

    @Test
    void placesTogetherAreAsExactAsOne() {
        // A region with 990 fast calls and one with 10 slow ones: the mean of their p95 says 2.6 s.
        Random random = new Random(1);
        double[] fast = random.doubles(990, 100, 200).toArray();
        double[] slow = random.doubles(10, 4_900, 5_100).toArray();
        Quantiles both = of(fast).plus(of(slow));
        assertThat(both.count()).isEqualTo(1_000);
        assertThat(both.value(0.95)).isLessThan(203);
        assertThat(both.value(0.995)).isCloseTo(5_000, within(150.0));
        assertThat(of(slow).plus(of(fast))).isEqualTo(both);
        assertThat(both.plus(Quantiles.NONE)).isEqualTo(both);
    }

    @Test
    void quantilesAreWithinOnePercent() {
        double[] values = new Random(2).doubles(10_000, 1, 60_000).sorted().toArray();
        Quantiles quantiles = of(values);
        for (double quantile : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            double exact = values[(int) Math.floor(quantile * (values.length - 1))];
            assertThat(quantiles.value(quantile)).isCloseTo(exact, within(exact * 0.0101));
        }
    }

    @Test
    void bytesGiveTheSameBack() {
        Quantiles quantiles = of(0, 1, 47.524, 180_000);
        Quantiles read = Quantiles.fromBytes(quantiles.toBytes());
        assertThat(read).isEqualTo(quantiles);
        assertThat(read.value(0.99)).isEqualTo(quantiles.value(0.99));
        assertThat(quantiles.toBytes()).hasSizeLessThan(60);
    }

    @Test
    void anythingElseIsRefusedInWords() {
        byte[] good = of(1, 2, 3).toBytes();
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 1);
        assertThatThrownBy(() -> Quantiles.fromBytes(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the bytes of a distribution");
        assertThatThrownBy(() -> Quantiles.fromBytes(new byte[64_001]))
                .hasMessageContaining("64001 bytes");
        assertThatThrownBy(() -> of(-1)).hasMessageContaining("below 0");
        assertThatThrownBy(() -> of(Double.NaN)).hasMessageContaining("not finite");
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            try {
                Quantiles.fromBytes(noise).value(0.5);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("distribution");
            }
        }
    }
}
