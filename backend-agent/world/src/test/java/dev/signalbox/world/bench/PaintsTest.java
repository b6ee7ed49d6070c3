package dev.signalbox.world.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.world.bench.Publisher.Published;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaintsTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private static Paints.Paint paint(long atMicros, Map<String, Long> versions) {
        return new Paints.Paint(atMicros, versions);
    }

    @Test
    void whatWasOvertakenCountsUntilTheNewerOneWasPainted() {
        Paints paints =
                new Paints(
                        List.of(
                                paint(10_000, Map.of("a", 1L, "b", 1L)),
                                paint(50_000, Map.of("a", 3L, "b", 1L))));
        Paints.Delays delays =
                paints.delays(
                        List.of(
                                new Published("a", 1, 1_000),
                                new Published("b", 1, 4_000),
                                new Published("a", 2, 12_000),
                                new Published("a", 3, 48_000),
                                new Published("b", 2, 49_000)));
        assertThat(delays.published()).isEqualTo(5);
        assertThat(delays.neverPainted()).as("version 2 of b").isEqualTo(1);
        assertThat(delays.backwards()).isZero();
        assertThat(delays.millisP50()).isEqualTo(6, EXACT);
        assertThat(delays.millisMax()).isEqualTo(38, EXACT);
    }

    @Test
    void aPictureThatGoesBackIsCounted() {
        Paints paints =
                new Paints(
                        List.of(
                                paint(1, Map.of("a", 2L)),
                                paint(2, Map.of("a", 1L)),
                                paint(3, Map.of("a", 3L))));
        assertThat(paints.delays(List.of()).backwards()).isEqualTo(1);
    }

    @Test
    void quantilesAreOfAllReports() {
        List<Published> published =
                LongStream.rangeClosed(1, 100).mapToObj(v -> new Published("a", v, 0)).toList();
        List<Paints.Paint> paints =
                LongStream.rangeClosed(1, 100)
                        .mapToObj(v -> paint(v * 1_000, Map.of("a", v)))
                        .toList();
        Paints.Delays delays = new Paints(paints).delays(published);
        assertThat(delays.millisP50()).isEqualTo(50, EXACT);
        assertThat(delays.millisP95()).isEqualTo(95, EXACT);
        assertThat(delays.millisP99()).isEqualTo(99, EXACT);
        assertThat(delays.millisMax()).isEqualTo(100, EXACT);
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeft(@TempDir Path directory) throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("paints.jsonl"),
                        """
                        {"paintedMicros":5,"versions":{"eu-central":17,"us-east":3}}
                        {"paintedMicros":6,"vers""");
        Paints paints = Paints.read(file);
        assertThat(paints.size()).isEqualTo(1);
        assertThat(paints.last("eu-central")).isEqualTo(17);
        assertThat(paints.last("eu-west")).isZero();
    }
}
