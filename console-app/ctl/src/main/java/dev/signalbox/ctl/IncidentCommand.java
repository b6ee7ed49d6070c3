package dev.signalbox.ctl;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was told and decided in a range of time, in one file. */
@Command(
        name = "incident",
        description = "Makes one file of what was told and decided, and proves it.",
        synopsisSubcommandLabel = "export|verify",
        footer = {"", "Example: ./signalbox ctl incident export --last 30min --out night.sbx"})
final class IncidentCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("picocli gives every command its specification");
        }
        throw new ParameterException(known.commandLine(), "export or verify?");
    }
}
