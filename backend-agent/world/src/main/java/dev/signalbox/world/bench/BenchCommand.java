package dev.signalbox.world.bench;

import dev.signalbox.world.bench.hep.BenchHepCommand;
import dev.signalbox.world.bench.hep.HepPathCommand;
import dev.signalbox.world.bench.hep.HepSenderCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: load, and what became of it. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Load on an agent, a console or a fleet's quorum, and what became of it.",
        subcommands = {
            BenchConsoleCommand.class,
            BenchSpansCommand.class,
            BenchRecordCommand.class,
            BenchQuorumCommand.class,
            BenchHepCommand.class,
            HepPathCommand.class,
            HepSenderCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox bench console --for 30s",
            "  ./signalbox bench spans --beside-calls --rate 5000 --for 60s",
            "  ./signalbox bench quorum --schedules 25",
            "  ./signalbox bench hep"
        })
public final class BenchCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "bench what? Example: bench console");
    }
}
