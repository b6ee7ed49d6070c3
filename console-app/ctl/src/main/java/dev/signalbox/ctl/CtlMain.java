package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.model.time.NowSource;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** The operators' command line. */
@Command(
        name = "ctl",
        description = "Asks agents, and tells them: status, journal, why, brake.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 configuration or usage, 3 unreachable.",
            "Example: ctl --agent 127.0.0.1:7443 status"
        })
public final class CtlMain implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private static final String DEFAULT_AGENT = "127.0.0.1:7443";

    private final Shell shell;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it before any command runs
    private boolean help;

    @Option(
            names = "--agent",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description =
                    "An agent; may be repeated. Default: the agents of the newest run of this"
                            + " checkout, else 127.0.0.1:7443.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A run directory: all agents that published endpoints.json below it.")
    private @Nullable Path run;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON object on the last line.")
    private boolean json;

    private CtlMain(Shell shell) {
        this.shell = shell;
    }

    public static void main(String[] arguments) {
        String home = System.getProperty("signalbox.home");
        PrintStream out = System.out;
        Shell shell =
                new Shell(
                        new PrintWriter(out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        NowSource.system(),
                        home == null ? null : Path.of(home),
                        isTerminal());
        System.exit(run(shell, arguments));
    }

    // Whether it may be null has changed between Java releases, and back.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Runs one command; returns the exit code. */
    static int run(Shell shell, String... arguments) {
        CtlMain root = new CtlMain(shell);
        CommandLine line =
                new CommandLine(root)
                        .addSubcommand(new StatusCommand(root))
                        .addSubcommand(new WatchCommand(root))
                        .addSubcommand(journal(root))
                        .addSubcommand(new WhyCommand(root))
                        .addSubcommand(new BrakeCommand(root));
        line.setOut(shell.out());
        line.setErr(shell.err());
        line.setUsageHelpWidth(StatusText.WIDTH);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    shell.err().println("ctl: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? USAGE : FAILED;
                });
        int exit = line.execute(arguments);
        shell.out().flush();
        shell.err().flush();
        return exit;
    }

    private static CommandLine journal(CtlMain root) {
        return new CommandLine(new JournalCommand(root)).addSubcommand(new VerifyCommand(root));
    }

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (known != null) {
            known.commandLine().usage(shell.err());
        }
        return USAGE;
    }

    Shell shell() {
        return shell;
    }

    boolean json() {
        return json;
    }

    /** The answer of a command that was asked for JSON. */
    void print(ObjectNode answer) {
        shell.out().println(answer);
    }

    /** The agents to ask; says on standard error where it found them when nobody named them. */
    List<Endpoint> endpoints() throws IOException {
        List<String> named = new ArrayList<>(agents);
        Path directory = run;
        if (directory != null) {
            List<String> found = RunningAgents.in(directory).endpoints();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        "--run \""
                                + directory
                                + "\": no living agent published endpoints.json below it."
                                + " Example: --run .signalbox/runs/demo-20261120-031200");
            }
            named.addAll(found);
        }
        Path home = shell.home();
        if (named.isEmpty() && home != null) {
            Optional<RunningAgents.Run> newest = RunningAgents.newest(home);
            newest.ifPresent(
                    found -> {
                        named.addAll(found.endpoints());
                        shell.err()
                                .println(
                                        "Using the agents of "
                                                + home.relativize(found.directory())
                                                + ": "
                                                + String.join(", ", found.endpoints()));
                    });
        }
        if (named.isEmpty()) {
            named.add(DEFAULT_AGENT);
        }
        return named.stream().distinct().map(Endpoint::parse).toList();
    }

    /** Says that an agent does not answer and what to try. */
    void sayUnreachable(String words) {
        shell.err().println("ctl: " + words);
        shell.err()
                .println(
                        "     Is it running? Its address is listen.console in agent.yaml, or"
                                + " \"console\" in its endpoints.json.");
    }
}
