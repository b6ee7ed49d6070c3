package dev.signalbox.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tables of docs/telephony.md that tests hold. */
final class DocTable {

    private DocTable() {}

    /** The top of the repository, from wherever the test runs. */
    static Path home() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("docs/telephony.md"))) {
            path = Objects.requireNonNull(path.getParent(), "not in the repository");
        }
        return path;
    }

    /** The rows of all tables of a section, without their heads. */
    static List<String> rows(String section) throws IOException {
        List<String> rows = new ArrayList<>();
        boolean inside = false;
        boolean inTable = false;
        for (String line : Files.readAllLines(home().resolve("docs/telephony.md"))) {
            inside = line.startsWith("## ") ? line.equals(section) : inside;
            boolean ofTable = inside && line.startsWith("|");
            if (ofTable && inTable && !line.startsWith("|---")) {
                rows.add(line);
            }
            inTable = ofTable;
        }
        return rows;
    }
}
