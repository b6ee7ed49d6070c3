package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityCommandTest {

    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    "G711_noPLC", List.of("--codec", "g711"),
                    "G711_PLC", List.of("--codec", "g711", "--plc"),
                    "G729A_VAD", List.of("--codec", "g729a"),
                    "G7231_6.3_VAD", List.of("--codec", "g723.1"));

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    /** codec, Ie, Bpl, delay, loss, burst ratio, then the terms in the order of G.107. */
    @Test
    void everyVector() throws IOException {
        List<String> lines = Files.readAllLines(Captured.path("emodel_g107_vectors.csv"));
        String[] terms = {"ro", "is", "idte", "idle", "idd", "ieEff", "r", "mos"};
        for (String line : lines.subList(1, lines.size())) {
            List<String> v = List.of(line.split(",", -1));
            List<String> arguments = new java.util.ArrayList<>(List.of("quality", "--json"));
            arguments.addAll(java.util.Objects.requireNonNull(OPTIONS.get(v.getFirst())));
            arguments.addAll(List.of("--delay", v.get(3), "--loss", v.get(4), "--burst", v.get(5)));
            JsonNode got = json(arguments);
            for (int i = 0; i < terms.length; i++) {
                double expected = Double.parseDouble(v.get(6 + i));
                assertThat(got.get(terms[i]).doubleValue())
                        .as(terms[i] + " of " + line)
                        .isCloseTo(expected, within(1.01e-6));
            }
        }
    }

    private JsonNode json(List<String> arguments) {
        out.getBuffer().setLength(0);
        assertThat(run(arguments)).isZero();
        List<String> printed = out.toString().lines().toList();
        return new JsonMapper().readTree(printed.getLast());
    }

    @Test
    void unknownCodecsAreNotGuessed() {
        assertThat(run(List.of("quality", "--codec", "opus"))).isEqualTo(AnalyzeMain.USAGE);
        assertThat(error.toString()).contains("\"opus\"").contains("g711").contains("g723.1");
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThat(run(List.of("quality", "--codec", "g711", "--loss", "101")))
                .isEqualTo(AnalyzeMain.USAGE);
        assertThat(error.toString()).contains("lossPercent 101.0");
    }

    private int run(List<String> arguments) {
        return AnalyzeMain.run(
                new PrintWriter(out),
                new PrintWriter(error, true),
                arguments.toArray(String[]::new));
    }
}
