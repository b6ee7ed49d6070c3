package dev.signalbox.ctl.pki;

import dev.signalbox.model.change.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a certificate for a person. */
@Command(
        name = "person",
        description = {
            "Signs a certificate for a person, with what they may do.",
            "The new directory DIR/people/NAME is what ctl and console take as --identity."
        },
        footer = {"", "Example: ./signalbox pki issue person ada --role operator --in pki"})
final class IssuePersonCommand implements Callable<Integer> {

    private final PkiMain root;

    @Parameters(index = "0", paramLabel = "NAME", description = "Who; lower case.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer, operator, approver or administrator.")
    private Role role = Role.VIEWER;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "The folder that pki init made.")
    private Path directory = Path.of("pki");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How long it is valid. Default: ${DEFAULT-VALUE}.")
    private int days;

    IssuePersonCommand(PkiMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        Path made =
                PkiDirectory.open(directory)
                        .issuePerson(name, role, days, root.clock().now().wall());
        root.out().println(made + ": to " + name + ", for --identity of ctl and console.");
        return PkiMain.DONE;
    }
}
