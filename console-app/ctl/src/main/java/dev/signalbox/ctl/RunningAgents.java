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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds agents by the {@code endpoints.json} that they and runs publish in their run directories.
 */
final class RunningAgents {

    private static final String FILE = "endpoints.json";
    private static final int DEPTH = 5;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RunningAgents() {}

    /**
     * One run.
     *
     * @param agents by region, also those that do not live just now; none when the run has ended
     * @param lives whether its program lives, or an agent of it
     * @param identity directory of the certificate its agents want to see, null when they are plain
     */
    record Run(Path directory, List<Agent> agents, boolean lives, @Nullable Path identity) {

        List<String> endpoints() {
            return agents.stream().map(Agent::endpoint).toList();
        }
    }

    /** Where the agent of a region serves. */
    record Agent(String region, String endpoint) {}

    /** A file: what it names, whether it is of something that lives, and its age. */
    private record Published(
            List<Agent> agents, boolean lives, FileTime written, @Nullable Path identity) {}

    /** The agents below one directory: those of a run that lives, and those that live alone. */
    static Run in(Path directory) throws IOException {
        return run(directory, published(directory));
    }

    /**
     * Of the runs a launcher made: the one that was started last and still lives; when none does,
     * the last one.
     */
    static Optional<Run> newest(Path home) throws IOException {
        Path runs = home.resolve(".signalbox").resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        Run newest = null;
        FileTime newestWritten = FileTime.fromMillis(Long.MIN_VALUE);
        for (Path directory : children(runs)) {
            List<Published> files = published(directory);
            Run run = run(directory, files);
            FileTime written =
                    files.stream()
                            .filter(file -> file.lives() || !run.lives())
                            .map(Published::written)
                            .max(Comparator.naturalOrder())
                            .orElse(Files.getLastModifiedTime(directory));
            boolean later = written.compareTo(newestWritten) > 0;
            boolean alike = newest == null || run.lives() == newest.lives();
            boolean better = alike ? later : run.lives();
            if (better) {
                newest = run;
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

    private static Run run(Path directory, List<Published> files) {
        List<Agent> agents =
                files.stream()
                        .filter(Published::lives)
                        .flatMap(file -> file.agents().stream())
                        .distinct()
                        .sorted(Comparator.comparing(Agent::region))
                        .toList();
        Path identity =
                files.stream()
                        .filter(Published::lives)
                        .map(Published::identity)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return new Run(directory, agents, !agents.isEmpty(), identity);
    }

    private static List<Published> published(Path directory) throws IOException {
        List<Published> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory, DEPTH)) {
            for (Path file : all.filter(f -> f.endsWith(FILE)).toList()) {
                read(file).ifPresent(files::add);
            }
        } catch (UncheckedIOException e) {
            // A run that ends right now takes its files with it.
            return files;
        }
        return files;
    }

    private static Optional<Published> read(Path file) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            List<JsonNode> entries =
                    json.has("agents") ? json.path("agents").valueStream().toList() : List.of(json);
            List<Agent> agents =
                    entries.stream()
                            .map(
                                    e ->
                                            new Agent(
                                                    e.path("region").asString(""),
                                                    e.path("console").asString("")))
                            .filter(agent -> !agent.endpoint().isEmpty())
                            .toList();
            // A run tells its own process; an agent of it may be dead and come back.
            boolean lives =
                    json.has("pid") ? lives(json) : entries.stream().anyMatch(RunningAgents::lives);
            String identity = json.path("identity").asString("");
            return Optional.of(
                    new Published(
                            agents,
                            lives,
                            Files.getLastModifiedTime(file),
                            identity.isEmpty() ? null : file.resolveSibling(identity)));
        } catch (JacksonException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean lives(JsonNode json) {
        return ProcessHandle.of(json.path("pid").asLong(-1))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }
}
