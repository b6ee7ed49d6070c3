package dev.signalbox.ctl.pki;

import dev.signalbox.model.trust.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a certificate back. */
@Command(
        name = "revoke",
        description = {
            "Takes a certificate back, by its file or its serial number (pki list).",
            "Agents refuse it within seconds once they have the new revoked.crl."
        },
        footer = {
            "",
            "Example: ./signalbox pki revoke pki/people/ada/person.crt --in pki --reason left"
        })
final class RevokeCommand implements Callable<Integer> {

    private final PkiMain root;

    @Parameters(
            index = "0",
            paramLabel = "FILE|SERIAL",
            description = "The certificate's file, or its serial number in hexadecimal.")
    private String which = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "The folder that pki init made.")
    private Path directory = Path.of("pki");

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description =
                    "key_compromise, left, superseded or unspecified. Default: ${DEFAULT-VALUE}.")
    private Authority.Reason reason = Authority.Reason.unspecified;

    RevokeCommand(PkiMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        PkiDirectory pki = PkiDirectory.open(directory);
        String serial = serial();
        PkiDirectory.Issued issued =
                pki.issued().stream()
                        .filter(known -> known.serial().equals(serial))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "\""
                                                        + which
                                                        + "\": "
                                                        + directory
                                                        + " signed no such certificate. See:"
                                                        + " ./signalbox pki list --in "
                                                        + directory));
        List<Path> lists = pki.revoke(issued, reason, root.clock().now().wall());
        root.out()
                .println(
                        issued.subject().name()
                                + " ("
                                + issued.subject().unit()
                                + "), serial "
                                + serial
                                + ": revoked. To every agent's machine, over its revoked.crl:");
        lists.forEach(list -> root.out().println("  " + list));
        return PkiMain.DONE;
    }

    private String serial() throws IOException {
        Path file = Path.of(which);
        return Files.isRegularFile(file)
                ? Pem.certificate(file).getSerialNumber().toString(16)
                : which.toLowerCase(Locale.ROOT);
    }
}
