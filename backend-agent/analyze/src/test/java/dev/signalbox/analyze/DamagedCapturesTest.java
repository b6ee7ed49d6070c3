package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.analyze.report.HtmlPage;
import dev.signalbox.analyze.report.JsonReport;
import dev.signalbox.analyze.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes of a capture are, reading it ends and says what it is. */
class DamagedCapturesTest {

    private static final long SEED = 20_261_120;
    private static final int RUNS = 150;
    private static final List<String> FILES =
            List.of(
                    "sip/sngrep_ipv6frag.pcap",
                    "sip/sip-over-tcp.pcap",
                    "sip/sip-routing-error.pcapng",
                    "sip/ndpi_rtcp_multiple_pkts_in_the_same_datagram.pcap",
                    "rtp/lost.o.rtp",
                    "hep/hep.pcap",
                    "hep/hep3_compressed.pcap.pcapng");

    @TempDir private Path directory;

    @Test
    void neverThrows() throws IOException {
        Random random = new Random(SEED);
        Path file = directory.resolve("damaged.pcap");
        for (int run = 0; run < RUNS; run++) {
            String name = FILES.get(run % FILES.size());
            byte[] bytes = Files.readAllBytes(Captured.path(name));
            int changes = 1 + random.nextInt(200);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : -1);
            }
            Files.write(file, bytes);
            assertThatCode(() -> read(file))
                    .as("seed %d, run %d, %s", SEED, run, name)
                    .doesNotThrowAnyException();
        }
    }

    private static void read(Path file) throws IOException {
        Findings found = Captured.analyzed(file);
        JsonReport.of(found);
        TextReport.of(found);
        HtmlPage.of(found);
    }
}
