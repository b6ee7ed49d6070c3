package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.NoQuorumException;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** The operators' command line. */
@Command(
        name = "ctl",
        description = {
            "Asks agents, and tells them. To see: status, watch, health, causes, journal, why, fleet,"
                    + " changes.",
            "To change: plan, then approve, start, hold, resume, undo. Automation: brake, pin."
                    + " Afterwards: incident."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 configuration or usage, 3 unreachable.",
            "Example: ./signalbox ctl status --agent 127.0.0.1:7443"
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
            names = "--identity",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "Your certificate, as pki issue person made it. Default: the run's own, else"
                            + " $SIGNALBOX_IDENTITY, else none.")
    private @Nullable Path identityDirectory;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON object on the last line.")
    private boolean json;

    /** Where the agents of regions serve, as far as their run told. */
    private final Map<Endpoint, String> regions = new HashMap<>();

    /** Shown to agents, null for plain connections. Known once {@link #endpoints} were asked. */
    private @Nullable Identity identity;

    /** What could not be reached, in words. */
    private final List<String> unreachable = new ArrayList<>();

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
                        .addSubcommand(new HealthCommand(root))
                        .addSubcommand(new MetricsCommand(root))
                        .addSubcommand(new CausesCommand(root))
                        .addSubcommand(journal(root))
                        .addSubcommand(new WhyCommand(root))
                        .addSubcommand(incident(root))
                        .addSubcommand(new BrakeCommand(root))
                        .addSubcommand(new FleetStatusCommand(root))
                        .addSubcommand(new PlanCommand(root))
                        .addSubcommand(new ChangesCommand(root))
                        .addSubcommand(new StepCommand.Approve(root))
                        .addSubcommand(new StepCommand.OverrideGuard(root))
                        .addSubcommand(new StepCommand.Start(root))
                        .addSubcommand(new StepCommand.Hold(root))
                        .addSubcommand(new StepCommand.Resume(root))
                        .addSubcommand(new StepCommand.Undo(root))
                        .addSubcommand(new StepCommand.Discard(root))
                        .addSubcommand(new PinCommand(root))
                        .addSubcommand(new WhoAmICommand(root));
        line.setOut(shell.out());
        line.setErr(shell.err());
        line.setUsageHelpWidth(StatusText.WIDTH);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    String words = words(failure);
                    shell.err().println("ctl: " + words);
                    if (root.json) {
                        root.printError(words);
                    }
                    return failure instanceof IllegalArgumentException ? USAGE : FAILED;
                });
        IParameterExceptionHandler usage = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler(
                (failure, given) -> {
                    int exit = usage.handleParseException(failure, given);
                    // Options may not have been read when one of them is wrong.
                    if (List.of(given).contains("--json")) {
                        root.printError(String.valueOf(failure.getMessage()));
                    }
                    return exit;
                });
        int exit = line.execute(arguments);
        shell.out().flush();
        shell.err().flush();
        return exit;
    }

    /** Some failures of the file system say no more than a path. */
    private static String words(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case AccessDeniedException denied -> denied.getFile() + ": may not be read or written";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static CommandLine journal(CtlMain root) {
        return new CommandLine(new JournalCommand(root)).addSubcommand(new VerifyCommand(root));
    }

    private static CommandLine incident(CtlMain root) {
        return new CommandLine(new IncidentCommand())
                .addSubcommand(new IncidentExportCommand(root))
                .addSubcommand(new IncidentVerifyCommand(root));
    }

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (known != null) {
            known.commandLine().usage(shell.err());
        }
        if (json) {
            printError("no command");
        }
        return USAGE;
    }

    Shell shell() {
        return shell;
    }

    boolean json() {
        return json;
    }

    /** The answer of a command that was asked for JSON; it says which agents were not reached. */
    void print(ObjectNode answer) {
        if (!unreachable.isEmpty()) {
            answer.put("error", String.join("; ", unreachable));
        }
        shell.out().println(answer);
    }

    private void printError(String words) {
        shell.out().println(Json.object().put("error", words));
    }

    /** The agents to ask; says on standard error where it found them when nobody named them. */
    List<Endpoint> endpoints() throws IOException {
        List<String> named = new ArrayList<>(agents);
        List<RunningAgents.Agent> found = new ArrayList<>();
        Path directory = run;
        RunningAgents.Run of = null;
        if (directory != null) {
            if (!Files.isDirectory(directory)) {
                throw new IllegalArgumentException(
                        "--run \""
                                + directory
                                + "\": no such directory. Example: --run"
                                + " .signalbox/runs/demo-20261120-031200");
            }
            RunningAgents.Run asked = RunningAgents.in(directory);
            if (!asked.lives()) {
                throw new IllegalArgumentException(
                        "--run \""
                                + directory
                                + "\": no living agent published endpoints.json below it."
                                + " Example: --run .signalbox/runs/demo-20261120-031200");
            }
            found.addAll(asked.agents());
            of = asked;
        }
        Path home = shell.home();
        if (home != null && directory == null) {
            RunningAgents.Run newest = RunningAgents.newest(home).orElse(null);
            if (newest != null && named.isEmpty()) {
                found.addAll(newest.agents());
                of = newest.lives() ? newest : null;
                sayWhichRun(home.relativize(newest.directory()), newest);
            } else if (newest != null && newest.endpoints().containsAll(named)) {
                of = newest;
            }
        }
        found.forEach(agent -> named.add(agent.endpoint()));
        if (named.isEmpty()) {
            named.add(DEFAULT_AGENT);
        }
        Identity shown = chosen(of);
        identity = shown;
        for (RunningAgents.Agent agent : found) {
            regions.put(Endpoint.parse(agent.endpoint(), shown), agent.region());
        }
        return named.stream().distinct().map(text -> Endpoint.parse(text, shown)).toList();
    }

    /** Shown to agents, null for plain connections; ask for {@link #endpoints} before. */
    @Nullable Identity identity() {
        return identity;
    }

    /**
     * Named on the command line, else the run's own, else the person's usual one.
     *
     * @param of the run whose agents are asked; it knows whether they want a certificate
     */
    private @Nullable Identity chosen(RunningAgents.@Nullable Run of) {
        String usual = System.getenv("SIGNALBOX_IDENTITY");
        Path directory = identityDirectory;
        if (directory == null && of != null) {
            directory = of.identity();
        } else if (directory == null && usual != null && !usual.isBlank()) {
            directory = Path.of(usual);
        }
        return directory == null
                ? null
                : Identity.read(directory).requireValid(shell.clock().now().wall());
    }

    private void sayWhichRun(Path directory, RunningAgents.Run found) {
        shell.err()
                .println(
                        found.lives()
                                ? "Using the agents of "
                                        + directory
                                        + ": "
                                        + String.join(", ", found.endpoints())
                                : "The newest run ("
                                        + directory
                                        + ") has ended: asking "
                                        + DEFAULT_AGENT);
    }

    /** Says why an agent did not do what was asked, and gives the exit code. */
    int failed(AgentException failure) {
        shell.err().println("ctl: " + failure.words());
        if (json) {
            printError(failure.words());
        }
        return switch (failure) {
            case NoQuorumException _ -> FAILED;
            case UnreachableException _ -> UNREACHABLE;
            case RefusedException _ -> FAILED;
        };
    }

    /** As {@link #failed(AgentException)}, and how to ask again when it may have been done. */
    int failed(AgentException failure, Asker asker) {
        int exit = failed(failure);
        String again = asker.again(failure);
        if (!again.isEmpty()) {
            shell.err().println(again);
        }
        return exit;
    }

    /** The agents to ask, one after the other until one answers. */
    Roster roster() throws IOException {
        return roster(endpoints());
    }

    /** The same of agents that were found before. */
    Roster roster(List<Endpoint> found) {
        return new Roster(found, regions);
    }

    /** The region of an agent, null when it was named by its address alone. */
    @Nullable String region(Endpoint endpoint) {
        return regions.get(endpoint);
    }

    /**
     * Says that an agent does not answer and what to try.
     *
     * @return what was said, with the region when it is known
     */
    String sayUnreachable(Endpoint endpoint, String words) {
        String region = region(endpoint);
        String said = region == null ? words : region + ": " + words;
        unreachable.add(said);
        shell.err().println("ctl: " + said);
        shell.err()
                .println(
                        "     Is it running? Its address is listen.console in agent.yaml, or"
                                + " \"console\" in its endpoints.json.");
        return said;
    }
}
