package dev.signalbox.ctl.pki;

import dev.signalbox.model.trust.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All certificates that were signed. */
@Command(
        name = "list",
        description = "All certificates that were signed, until when, and which are revoked.",
        footer = {"", "Example: ./signalbox pki list --in pki"})
final class ListCommand implements Callable<Integer> {

    private final PkiMain root;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "The folder that pki init made.")
    private Path directory = Path.of("pki");

    @Option(names = "--json", description = "One JSON object on the last line.")
    private boolean json;

    ListCommand(PkiMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        PkiDirectory pki = PkiDirectory.open(directory);
        List<PkiDirectory.Issued> all = pki.issued();
        Instant now = root.clock().now().wall();
        if (json) {
            root.out().println(json(pki, all));
            return PkiMain.DONE;
        }
        root.out().println("Fleet " + pki.fleet() + ", " + all.size() + " certificates:");
        for (PkiDirectory.Issued issued : all) {
            root.out()
                    .println(
                            "  %-13s %-20s %-42s %s"
                                    .formatted(
                                            issued.subject().unit(),
                                            issued.subject().name(),
                                            standing(issued, now),
                                            issued.serial()));
        }
        return PkiMain.DONE;
    }

    private static String standing(PkiDirectory.Issued issued, Instant now) {
        X509CRLEntry revoked = issued.revoked();
        Instant until = issued.certificate().getNotAfter().toInstant();
        if (revoked != null) {
            return "revoked at " + revoked.getRevocationDate().toInstant();
        }
        return (now.isAfter(until) ? "expired at " : "valid until ") + until;
    }

    private static ObjectNode json(PkiDirectory pki, List<PkiDirectory.Issued> all) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("fleet", pki.fleet());
        ArrayNode certificates = object.putArray("certificates");
        for (PkiDirectory.Issued issued : all) {
            boolean agent = issued.subject().unit().equals(Subject.AGENT);
            X509CRLEntry revoked = issued.revoked();
            certificates
                    .addObject()
                    .put("serial", issued.serial())
                    .put("kind", agent ? "agent" : "person")
                    .put("name", issued.subject().name())
                    .put("role", agent ? null : issued.subject().unit())
                    .put("expiresAt", issued.certificate().getNotAfter().toInstant().toString())
                    .put(
                            "revokedAt",
                            revoked == null
                                    ? null
                                    : revoked.getRevocationDate().toInstant().toString());
        }
        return object;
    }
}
