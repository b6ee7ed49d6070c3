package dev.signalbox.model.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    /** Published points: codec's Ie and Bpl, delay, loss, R, MOS. */
    @ParameterizedTest
    @CsvSource({
        "0, 4.3, 0, 0, 93.206, 4.4094",
        "0, 4.3, 150, 0, 89.539, 4.3275",
        "0, 25.1, 0, 5, 77.425, 3.9231",
        "0, 4.3, 0, 5, 42.131, 2.1696",
        "11, 19, 0, 2, 74.206, 3.7876"
    })
    void publishedPoints(double ie, double bpl, double delay, double loss, double r, double mos) {
        Rating rating = EModel.rate(new Impairment(ie, bpl), new Transmission(delay, loss, 1));
        assertThat(rating.r()).isCloseTo(r, within(5e-4));
        assertThat(rating.mos()).isCloseTo(mos, within(5e-5));
    }

    @Test
    void everyTermOfEveryVector() throws IOException {
        List<String> lines = Files.readAllLines(corpus("emodel_g107_vectors.csv"));
        assertThat(lines).hasSizeGreaterThan(70);
        for (String line : lines.subList(1, lines.size())) {
            double[] v = numbers(line);
            Rating rating =
                    EModel.rate(new Impairment(v[0], v[1]), new Transmission(v[2], v[3], v[4]));
            double[] got = {
                rating.ro(),
                rating.is(),
                rating.idte(),
                rating.idle(),
                rating.idd(),
                rating.ieEff(),
                rating.r(),
                rating.mos()
            };
            double[] expected = Arrays.copyOfRange(v, 5, v.length);
            assertThat(got).as(line).containsExactly(expected, within(1.01e-6));
        }
    }

    @Property
    void moreLossIsNeverBetter(
            @ForAll @DoubleRange(min = 0, max = 400) double delay,
            @ForAll @DoubleRange(min = 0, max = 99) double loss) {
        Rating less = EModel.rate(Impairment.G711_PLC, new Transmission(delay, loss, 1));
        Rating more = EModel.rate(Impairment.G711_PLC, new Transmission(delay, loss + 1, 1));
        assertThat(more.r()).isLessThan(less.r());
        assertThat(more.mos()).isBetween(1.0, less.mos());
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThatThrownBy(() -> new Transmission(-1, 0, 1))
                .hasMessageContaining("delayMillis -1.0");
        assertThatThrownBy(() -> new Transmission(0, 101, 1)).hasMessageContaining("in percent");
        assertThatThrownBy(() -> new Transmission(0, Double.NaN, 1))
                .hasMessageContaining("lossPercent");
        assertThatThrownBy(() -> new Transmission(0, 0, 0)).hasMessageContaining("burstRatio");
        assertThatThrownBy(() -> new Impairment(96, 4)).hasMessageContaining("ie 96.0");
        assertThatThrownBy(() -> new Impairment(0, 0)).hasMessageContaining("bpl 0.0");
    }

    private static double[] numbers(String line) {
        String[] fields = line.split(",", -1);
        return Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
    }

    /** The file, found from this directory upwards, or an aborted test. */
    private static Path corpus(String name) {
        String set = System.getenv("SIGNALBOX_CORPUS");
        Path from = Path.of("").toAbsolutePath();
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            Path file =
                    set == null
                            ? folder.resolve("../shared/corpus").resolve(name)
                            : Path.of(set, name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return Assumptions.abort("no test data: ../shared/corpus/" + name);
    }
}
