package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every trap in docs/telephony.md names a test that is there. */
class TrapTableTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)` \\|$");
    private static final int TRAPS_MIN = 40;

    @Test
    void everyTrapHasATestByName() throws IOException {
        List<String> traps = DocTable.rows("## Traps");
        assertThat(traps).hasSizeGreaterThanOrEqualTo(TRAPS_MIN);
        List<String> missing = new ArrayList<>();
        for (String trap : traps) {
            Matcher test = TEST.matcher(trap);
            if (!test.find() || !isThere(test.group(1), test.group(2))) {
                missing.add(trap);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String type, String method) throws IOException {
        Path tests = DocTable.home().resolve("backend-agent");
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().equals(type + ".java")).toList()) {
                if (Files.readString(file).contains(" void " + method + "(")) {
                    return true;
                }
            }
        }
        return false;
    }
}
