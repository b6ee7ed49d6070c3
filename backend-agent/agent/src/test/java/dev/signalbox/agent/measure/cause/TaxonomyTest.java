package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the taxonomy, by name, through the built-in table and the whole joining. */
class TaxonomyTest {

    private record Row(String side, String tag, String kind, String value) {}

    @TestFactory
    Stream<DynamicTest> eachRow() throws IOException {
        return rows().stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.kind + " " + row.value + " is " + row.tag,
                                        () -> check(row)));
    }

    @Test
    void everyTagThatAnEndingAloneCanHaveIsInTheTable() throws IOException {
        Set<Tag> tags = EnumSet.allOf(Tag.class);
        rows().forEach(row -> tags.remove(Tag.of(row.tag).orElseThrow()));
        assertThat(tags).isEmpty();
    }

    private static void check(Row row) {
        Desk desk = new Desk();
        desk.accept(desk.attempted("c", Desk.NORTHWIND));
        switch (row.kind) {
            case "ending" -> {
                desk.accept(desk.answered("c", Desk.NORTHWIND));
                desk.accept(desk.outcome("o", "c", null, row.value));
            }
            case "bye" -> {
                String[] parts = row.value.split(" ", 2);
                desk.accept(desk.answered("c", Desk.NORTHWIND));
                desk.accept(
                        desk.ended("c", parts[1].equals("carrier"), Integer.parseInt(parts[0])));
            }
            case "sip" -> {
                String[] parts = row.value.replace("+", "").split("/", 2);
                int q850 = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
                desk.accept(
                        desk.failed(
                                "c",
                                Desk.NORTHWIND,
                                Integer.parseInt(parts[0]),
                                q850,
                                row.value.endsWith("+")));
            }
            default -> throw new IllegalArgumentException(row.kind);
        }
        desk.pass(10);
        CallVerdict verdict = desk.verdict();
        assertThat(verdict.tag().text()).isEqualTo(row.tag);
        assertThat(verdict.tag().side().name()).isEqualTo(row.side);
        assertThat(verdict.suspected()).isFalse();
        assertThat(verdict.reason()).isNotBlank();
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TaxonomyTest.class.getResourceAsStream("taxonomy.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> Arrays.asList(line.split(",", 4)))
                    .map(f -> new Row(f.get(0), f.get(1), f.get(2), f.get(3)))
                    .toList();
        }
    }
}
