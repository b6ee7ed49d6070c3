package dev.signalbox.world.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the programs of this repository are, and how they are started: a JVM with the jars of a
 * module's target directory on its class path.
 */
public final class Programs {

    private static final String TRAIN = "-XX:AOTCacheOutput=";

    private final Path home;
    private final Path java;

    /** Something that is needed is not there; the message says what, and the one command. */
    public static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message);
        }
    }

    /**
     * @param home the repository's top folder
     * @param java the java program
     */
    public Programs(Path home, Path java) {
        this.home = home;
        this.java = java;
    }

    /**
     * From the system properties {@code signalbox.home} and {@code signalbox.java} that the
     * launcher sets; java is this JVM's own when it is not set.
     */
    public static Programs ofLauncher() throws MissingException {
        String home = System.getProperty("signalbox.home");
        if (home == null) {
            throw new MissingException(
                    "system property signalbox.home is not set: start this with ./signalbox");
        }
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        String java = System.getProperty("signalbox.java", own.toString());
        return new Programs(Path.of(home), Path.of(java));
    }

    /** The repository's top folder. */
    public Path home() {
        return home;
    }

    /**
     * The command line of a program. It uses the JVM's ahead-of-time cache {@code
     * .signalbox/aot/<artifact>.aot} when there is one (JEP 514): half the time to start.
     *
     * @param module its folder, for example {@code backend-agent/agent}
     * @param mainClass its entry
     * @param jvmArguments go before the class path
     * @param arguments go after the main class
     * @throws MissingException when the module has not been built
     */
    public List<String> command(
            String module, String mainClass, List<String> jvmArguments, List<String> arguments)
            throws MissingException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmArguments);
        Path cache = cache(module);
        boolean trains = jvmArguments.stream().anyMatch(a -> a.startsWith(TRAIN));
        if (!trains && Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-cp");
        command.add(classPath(module));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The JVM argument with which a program leaves a cache for its next starts when it ends. */
    public String training(String module) {
        return TRAIN + cache(module);
    }

    private Path cache(String module) {
        return home.resolve(".signalbox").resolve("aot").resolve(artifact(module) + ".aot");
    }

    private static String artifact(String module) {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    private String classPath(String module) throws MissingException {
        Path target = home.resolve(module).resolve("target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, artifact(module) + "-*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (!name.endsWith("-sources.jar") && !name.endsWith("-tests.jar")) {
                    return jar + File.pathSeparator + libraries(target.resolve("lib"));
                }
            }
        } catch (IOException _) {
            throw notBuilt(module);
        }
        throw notBuilt(module);
    }

    /** Listed by name rather than with a wildcard: caches of the JVM want the very same text. */
    private static String libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static MissingException notBuilt(String module) {
        return new MissingException(
                module + " has not been built. Build everything with: mvn -q -DskipTests package");
    }
}
