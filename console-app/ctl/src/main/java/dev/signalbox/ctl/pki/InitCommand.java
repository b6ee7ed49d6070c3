package dev.signalbox.ctl.pki;

import dev.signalbox.model.change.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the two authorities, and the first agents and people when they are named. */
@Command(
        name = "init",
        description = "Makes a fleet's two authorities: one signs agents, one signs people.",
        footer = {
            "",
            "Example: ./signalbox pki init pki --fleet acme",
            "         ./signalbox pki init pki --fleet acme --agent eu-central --person"
                    + " ada:operator"
        })
final class InitCommand implements Callable<Integer> {

    private final PkiMain root;

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder for all of it.")
    private Path directory = Path.of("pki");

    @Option(
            names = "--fleet",
            paramLabel = "NAME",
            required = true,
            description = "The installation's name; stands in every certificate.")
    private String fleet = "";

    @Option(
            names = "--agent",
            paramLabel = "REGION",
            description = "Also issues this agent's certificate; may be repeated.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--person",
            paramLabel = "NAME:ROLE",
            description = "Also issues this person's certificate; may be repeated.")
    private List<String> people = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How long those are valid. Default: ${DEFAULT-VALUE}.")
    private int days;

    private record Named(String name, Role role) {}

    InitCommand(PkiMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        List<Named> named = people.stream().map(InitCommand::named).toList();
        Instant now = root.clock().now().wall();
        PkiDirectory pki = PkiDirectory.init(directory, fleet, now);
        root.out().println("Authorities of fleet " + fleet + " in " + directory + ".");
        for (String region : agents) {
            root.out().println("  " + pki.issueAgent(region, List.of(), days, now));
        }
        for (Named person : named) {
            root.out().println("  " + pki.issuePerson(person.name(), person.role(), days, now));
        }
        root.out()
                .println(
                        "Whoever has agents-authority.key or people-authority.key can be anybody:"
                                + " keep this folder away from agents, best off-line.");
        return PkiMain.DONE;
    }

    private static Named named(String text) {
        int colon = text.indexOf(':');
        try {
            return new Named(
                    text.substring(0, Math.max(0, colon)),
                    Role.valueOf(text.substring(colon + 1).toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--person \""
                            + text
                            + "\": not NAME:ROLE. Roles: viewer, operator, approver,"
                            + " administrator. Example: --person ada:operator",
                    e);
        }
    }
}
