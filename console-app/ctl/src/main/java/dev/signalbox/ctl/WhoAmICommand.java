package dev.signalbox.ctl;

import dev.signalbox.model.trust.Identity;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** Who agents take the operator for. */
@Command(
        name = "whoami",
        description = "Name, role and fleet in the certificate that agents are shown, and its end.",
        footer = {"", "Example: ./signalbox ctl whoami --identity pki/people/ada"})
final class WhoAmICommand implements Callable<Integer> {

    private final CtlMain root;

    WhoAmICommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        // Which agents are asked decides whose certificate is shown.
        root.endpoints();
        Identity identity = root.identity();
        if (root.json()) {
            root.print(json(identity));
        } else if (identity == null) {
            root.shell()
                    .out()
                    .println(
                            "No certificate: plain connections on this machine, where everybody"
                                    + " may everything under the name they say.");
        } else {
            root.shell()
                    .out()
                    .println(
                            identity.subject().name()
                                    + ", "
                                    + identity.subject().unit()
                                    + " of fleet "
                                    + identity.subject().fleet()
                                    + ", until "
                                    + identity.expires()
                                    + " ("
                                    + identity.certificate()
                                    + ")");
        }
        return CtlMain.DONE;
    }

    private static ObjectNode json(@Nullable Identity identity) {
        ObjectNode json = Json.object();
        if (identity == null) {
            return json.putNull("name").putNull("role").putNull("fleet").putNull("expiresAt");
        }
        return json.put("name", identity.subject().name())
                .put("role", identity.subject().unit())
                .put("fleet", identity.subject().fleet())
                .put("expiresAt", identity.expires().toString());
    }
}
