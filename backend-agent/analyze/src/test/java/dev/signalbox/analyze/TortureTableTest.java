package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/telephony.md says of the torture messages is what the parser says. */
class TortureTableTest {

    private static final Pattern NAMES = Pattern.compile("([\\w-]+/)([\\w.-]+)(?: to (\\d+))?");

    /** By message; the RFC is told in words, so the verdict alone is compared. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String row : DocTable.rows("## Torture")) {
            String[] cells = row.split("\\|", -1);
            Matcher names = NAMES.matcher(cells[1].replace("`", "").strip());
            assertThat(names.matches()).as(row).isTrue();
            assertThat(cells[2].strip()).as(row).isNotEmpty();
            String verdict = cells[3].strip();
            if (names.group(3) == null) {
                rows.put(names.group(1) + names.group(2), verdict);
            } else {
                int last = Integer.parseInt(names.group(3));
                for (int i = Integer.parseInt(names.group(2)); i <= last; i++) {
                    rows.put(names.group(1) + i, verdict);
                }
            }
        }
        return rows;
    }

    @Test
    void everyMessageIsReadOrRejectedAsTheTableSays() throws IOException {
        Map<String, String> got = new TreeMap<>();
        Torture.got()
                .forEach(
                        (name, said) -> {
                            boolean read = said.startsWith("read ");
                            got.put(name, read ? said : said.replaceFirst(":.*", ""));
                        });
        assertThat(got).hasSizeGreaterThan(90);
        assertThat(new TreeMap<>(documented())).isEqualTo(got);
    }

    @Test
    void everyRejectionSaysWhatIsWrong() throws IOException {
        assertThat(Torture.got().values())
                .allSatisfy(said -> assertThat(said).matches("(?s)read \\w+|[a-z_]+: .+"));
    }
}
