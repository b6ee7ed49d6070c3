package dev.signalbox.model.measure;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Many values as their distribution: quantiles to within 1 % of the value, and those of several
 * places together as exact as each alone, because distributions are added up and not quantiles
 * (DDSketch, Masson and others, VLDB 2019). Unchangeable; values are gathered by {@link Gatherer}.
 */
public final class Quantiles {

    /** No values. */
    public static final Quantiles NONE = new Quantiles(new byte[0]);

    /** Relative accuracy of the quantiles. */
    private static final double ACCURACY = 0.01;

    /** Enough for 1 ms to an hour at 1 %; lower values share the lowest bin beyond that. */
    private static final int BINS_MAX = 1_024;

    /** One of {@link #BINS_MAX} bins has never been seen to need more than some 9 bytes. */
    private static final int BYTES_MAX = 64_000;

    private static final CubicallyInterpolatedMapping MAPPING =
            new CubicallyInterpolatedMapping(ACCURACY);

    private final byte[] encoded;

    /** Made when it is first asked; the same for everybody who makes it. */
    private volatile @Nullable DDSketch decoded;

    private Quantiles(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Takes values, one by one or many at once; for one thread. */
    public static final class Gatherer {

        private final DDSketch sketch = empty();

        /**
         * One more value.
         *
         * @param value finite, 0 or more
         * @throws IllegalArgumentException for any other
         */
        public void add(double value) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(value + ": not finite, or below 0");
            }
            sketch.accept(value);
        }

        /** All values of {@code other}. */
        public void addAll(Gatherer other) {
            sketch.mergeWith(other.sketch);
        }

        /** All values of {@code other}. */
        public void addAll(Quantiles other) {
            if (!other.isEmpty()) {
                sketch.mergeWith(other.sketch());
            }
        }

        /** How many values. */
        public long count() {
            return Math.round(sketch.getCount());
        }

        /** See {@link Quantiles#value}. */
        public @Nullable Double value(double quantile) {
            return valueOf(sketch, quantile);
        }

        /** What was gathered until now. */
        public Quantiles taken() {
            if (sketch.isEmpty()) {
                return NONE;
            }
            GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
            try {
                // Without the mapping, which is the same everywhere.
                sketch.encode(output, true);
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory failed", e);
            }
            return new Quantiles(output.trimmedCopy());
        }
    }

    private static DDSketch empty() {
        return new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(BINS_MAX));
    }

    /**
     * What {@link #toBytes} gave.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Quantiles fromBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a distribution of " + bytes.length + " bytes; at most " + BYTES_MAX);
        }
        Quantiles quantiles = new Quantiles(bytes.clone());
        quantiles.sketch();
        return quantiles;
    }

    /** For {@link #fromBytes}; empty without values. */
    public byte[] toBytes() {
        return encoded.clone();
    }

    /** No value at all. */
    public boolean isEmpty() {
        return encoded.length == 0;
    }

    /** How many values. */
    public long count() {
        return isEmpty() ? 0 : Math.round(sketch().getCount());
    }

    /**
     * The value that this share of all values does not exceed, to within 1 %.
     *
     * @param quantile 0 to 1
     * @return null without values
     */
    public @Nullable Double value(double quantile) {
        return isEmpty() ? null : valueOf(sketch(), quantile);
    }

    private static @Nullable Double valueOf(DDSketch sketch, double quantile) {
        return sketch.isEmpty() ? null : Double.valueOf(sketch.getValueAtQuantile(quantile));
    }

    /** The values of both. */
    public Quantiles plus(Quantiles other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Gatherer sum = new Gatherer();
        sum.addAll(this);
        sum.addAll(other);
        return sum.taken();
    }

    private DDSketch sketch() {
        DDSketch known = decoded;
        if (known == null) {
            try {
                known =
                        DDSketch.decode(
                                ByteArrayInput.wrap(encoded),
                                () -> new CollapsingLowestDenseStore(BINS_MAX),
                                MAPPING);
            } catch (IOException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "not the bytes of a distribution: " + e.getMessage(), e);
            }
            decoded = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantiles that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return count() + " values, median " + value(0.5);
    }
}
