package dev.signalbox.ctl.pki;

import dev.signalbox.model.time.NowSource;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Makes a fleet's certificates. */
@Command(
        name = "pki",
        description = {
            "The two authorities of a fleet, its agents' certificates and its people's.",
            "The directory with the authorities' keys belongs on no agent (docs/security.md)."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage.",
            "Example: ./signalbox pki init pki --fleet acme",
            "         ./signalbox pki issue agent eu-central --in pki --address 192.0.2.10",
            "         ./signalbox pki issue person ada --role operator --in pki"
        })
public final class PkiMain implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final NowSource clock;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it before any command runs
    private boolean help;

    private PkiMain(PrintWriter out, NowSource clock) {
        this.out = out;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, NowSource.system(), arguments));
    }

    /** Runs one command; returns the exit code. */
    public static int run(PrintWriter out, PrintWriter err, NowSource clock, String... arguments) {
        PkiMain root = new PkiMain(out, clock);
        CommandLine line =
                new CommandLine(root)
                        .addSubcommand(new InitCommand(root))
                        .addSubcommand(
                                new CommandLine(new IssueCommand())
                                        .addSubcommand(new IssueAgentCommand(root))
                                        .addSubcommand(new IssuePersonCommand(root)))
                        .addSubcommand(new RevokeCommand(root))
                        .addSubcommand(new ListCommand(root));
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    err.println("pki: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? USAGE : FAILED;
                });
        int exit = line.execute(arguments);
        out.flush();
        err.flush();
        return exit;
    }

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (known != null) {
            known.commandLine().usage(known.commandLine().getErr());
        }
        return USAGE;
    }

    PrintWriter out() {
        return out;
    }

    NowSource clock() {
        return clock;
    }
}
