package dev.signalbox.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

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

    /** The corpus, or null when it is not there. */
    static @Nullable Path corpus() {
        try {
            return path("README.md").getParent();
        } catch (TestAbortedException e) {
            return null;
        }
    }

    static Findings analyzed(Path file) throws IOException {
        return Analysis.of(
                file, new Analysis.Wish(new Trunks(List.of()), null, true, false, false), _ -> {});
    }
}
