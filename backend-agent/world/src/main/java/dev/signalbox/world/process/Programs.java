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
     * The command line of a program.
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
        command.add("-cp");
        command.add(classPath(module));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private String classPath(String module) throws MissingException {
        Path target = home.resolve(module).resolve("target");
        String artifact = module.substring(module.lastIndexOf('/') + 1);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, artifact + "-*.jar")) {
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
