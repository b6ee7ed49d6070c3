package dev.signalbox.world.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the other programs are started: through the launcher at the top, the one place that knows
 * their options.
 */
public final class Programs {

    private final Path home;

    /** Something that is needed is not there; the message says what, and the one command. */
    public static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message);
        }
    }

    /** A program of this repository. */
    public enum Program {
        AGENT("agent", "backend-agent/agent"),
        CONSOLE("console", "console-app/desktop"),
        CTL("ctl", "console-app/ctl"),
        PKI("pki", "console-app/ctl");

        private final String command;
        private final String module;

        Program(String command, String module) {
            this.command = command;
            this.module = module;
        }
    }

    /** The programs of the repository whose top folder is {@code home}. */
    public Programs(Path home) {
        this.home = home;
    }

    /** From the system property {@code signalbox.home} that the launcher sets. */
    public static Programs ofLauncher() throws MissingException {
        String home = System.getProperty("signalbox.home");
        if (home == null) {
            throw new MissingException(
                    "system property signalbox.home is not set: start this with ./signalbox");
        }
        return new Programs(Path.of(home));
    }

    /** The repository's top folder. */
    public Path home() {
        return home;
    }

    /**
     * The command line of a program, which is taken as built.
     *
     * @throws MissingException when it has not been built
     */
    public List<String> command(Program program, List<String> arguments) throws MissingException {
        if (!Files.isDirectory(home.resolve(program.module).resolve("target/lib"))) {
            throw new MissingException(
                    program.module
                            + " has not been built. Build everything with: mvn -q -DskipTests package");
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "SIGNALBOX_BUILT=1",
                                home.resolve("signalbox").toString(),
                                program.command));
        command.addAll(arguments);
        return command;
    }
}
