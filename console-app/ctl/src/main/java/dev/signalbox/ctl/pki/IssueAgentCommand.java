package dev.signalbox.ctl.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a certificate for an agent. */
@Command(
        name = "agent",
        description = {
            "Signs a certificate for the agent of a region.",
            "The new directory DIR/agents/REGION has all that the section tls of its agent.yaml"
                    + " names."
        },
        footer = {
            "",
            "Example: ./signalbox pki issue agent eu-central --in pki --address 192.0.2.10"
        })
final class IssueAgentCommand implements Callable<Integer> {

    private final PkiMain root;

    @Parameters(
            index = "0",
            paramLabel = "REGION",
            description = "The agent's region, as in policy.yaml.")
    private String region = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "The folder that pki init made.")
    private Path directory = Path.of("pki");

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "A numeric address of its machine, beside 127.0.0.1; may be repeated.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How long it is valid. Default: ${DEFAULT-VALUE}.")
    private int days;

    IssueAgentCommand(PkiMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        Path made =
                PkiDirectory.open(directory)
                        .issueAgent(region, addresses, days, root.clock().now().wall());
        root.out().println(made + ": to the machine of " + region + ", for agent.yaml's tls.");
        return PkiMain.DONE;
    }
}
