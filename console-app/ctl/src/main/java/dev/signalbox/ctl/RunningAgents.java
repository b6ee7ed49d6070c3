package dev.signalbox.ctl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds agents by the {@code endpoints.json} they publish in their run directories. */
final class RunningAgents {

    private static final String FILE = "endpoints.json";
    private static final int DEPTH = 5;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RunningAgents() {}

    /** Agents of one run, by region. */
    record Run(Path directory, List<String> endpoints) {}

    /** An agent's own file: where it serves, and when that was written. */
    private record Published(String region, String endpoint, FileTime written) {}

    /** The agents below one directory whose processes live. */
    static Run in(Path directory) throws IOException {
        return new Run(directory, endpoints(published(directory)));
    }

    /** The run that was started last and still lives, of those a launcher made. */
    static Optional<Run> newest(Path home) throws IOException {
        Path runs = home.resolve(".signalbox").resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        Run newest = null;
        FileTime newestWritten = FileTime.fromMillis(Long.MIN_VALUE);
        for (Path run : children(runs)) {
            List<Published> agents = published(run);
            FileTime written =
                    agents.stream()
                            .map(Published::written)
                            .max(Comparator.naturalOrder())
                            .orElse(newestWritten);
            if (written.compareTo(newestWritten) > 0) {
                newest = new Run(run, endpoints(agents));
                newestWritten = written;
            }
        }
        return Optional.ofNullable(newest);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    private static List<String> endpoints(List<Published> agents) {
        return agents.stream()
                .sorted(Comparator.comparing(Published::region))
                .map(Published::endpoint)
                .distinct()
                .toList();
    }

    private static List<Published> published(Path directory) throws IOException {
        List<Published> agents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            for (Path file : files.filter(f -> f.endsWith(FILE)).toList()) {
                read(file).ifPresent(agents::add);
            }
        } catch (UncheckedIOException e) {
            // A run that ends right now takes its files with it.
            return agents;
        }
        return agents;
    }

    private static Optional<Published> read(Path file) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            String endpoint = json.path("console").asString("");
            boolean lives =
                    ProcessHandle.of(json.path("pid").asLong(-1))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            return endpoint.isEmpty() || !lives
                    ? Optional.empty()
                    : Optional.of(
                            new Published(
                                    json.path("region").asString(""),
                                    endpoint,
                                    Files.getLastModifiedTime(file)));
        } catch (JacksonException | NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
