package dev.signalbox.ctl.pki;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Signs a certificate for an agent or a person. */
@Command(
        name = "issue",
        description = "Signs a certificate for an agent or a person.",
        synopsisSubcommandLabel = "agent|person",
        footer = {
            "",
            "Example: ./signalbox pki issue agent eu-central --in pki --address 192.0.2.10",
            "         ./signalbox pki issue person ada --role operator --in pki"
        })
final class IssueCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (known != null) {
            known.commandLine().usage(known.commandLine().getErr());
        }
        return PkiMain.USAGE;
    }
}
