package dev.signalbox.world.demo;

import dev.signalbox.world.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The throw-away certificates of one run, made by the same program that people make theirs with:
 * every agent's, an operator's, an approver's and a viewer's.
 */
final class RunPki implements Pki {

    /** Plans and starts. */
    static final String OPERATOR = "ada";

    /** Approves. */
    static final String APPROVER = "grace";

    /** Only looks. */
    static final String VIEWER = "wall";

    private static final long MADE_WITHIN_SECONDS = 60;

    private final Path directory;

    private RunPki(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes all of them below {@code run}.
     *
     * @throws IOException when they cannot be made, with the program's own words
     * @throws Programs.MissingException when the program has not been built
     */
    static RunPki make(Programs programs, Path run, List<String> regions)
            throws IOException, InterruptedException, Programs.MissingException {
        Path directory = run.resolve("pki");
        List<String> arguments =
                new ArrayList<>(List.of("init", directory.toString(), "--fleet", "demo"));
        for (String region : regions) {
            arguments.addAll(List.of("--agent", region));
        }
        arguments.addAll(List.of("--person", OPERATOR + ":operator"));
        arguments.addAll(List.of("--person", APPROVER + ":approver"));
        arguments.addAll(List.of("--person", VIEWER + ":viewer"));
        Path log = run.resolve("pki.log");
        Process process =
                new ProcessBuilder(programs.command(Programs.Program.PKI, arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(MADE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("certificates were not made in time, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("certificates were not made: " + Files.readString(log).strip());
        }
        return new RunPki(directory);
    }

    /** The directory of a person's certificate. */
    Path identity(String person) {
        return directory.resolve("people").resolve(person);
    }

    @Override
    public boolean agent(String region, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(directory.resolve("agents").resolve(region))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return true;
    }

    @Override
    public boolean person(String name, String role, Path target) {
        return Files.isDirectory(identity(name));
    }
}
