package dev.signalbox.world.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: load against a running agent. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Load against a running agent, and what it answered.",
        subcommands = BenchSpansCommand.class,
        footer = {
            "",
            "Example: ./signalbox bench spans --rate 5000 --for 20s --otlp 127.0.0.1:4317"
        })
public final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bench what? Example: bench spans");
    }
}
