package dev.signalbox.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Published captures, read where they lie; tests skip when they are not there. */
final class Captured {

    private Captured() {}

    static Path path(String name) {
        String set = System.getenv("SIGNALBOX_CORPUS");
        if (set != null && Files.exists(Path.of(set).resolve(name))) {
            return Path.of(set).resolve(name);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path place = up.resolve("../shared/corpus").normalize().resolve(name);
            if (Files.exists(place)) {
                return place;
            }
        }
        return Assumptions.abort("no test data: ../shared/corpus/" + name);
    }

    static Findings analyzed(Path file) throws IOException {
        return Analysis.of(
                file, new Analysis.Wish(new Trunks(List.of()), null, true, false, false), _ -> {});
    }
}
