package dev.signalbox.world;

import dev.signalbox.world.bench.BenchCommand;
import dev.signalbox.world.demo.DemoCommand;
import dev.signalbox.world.lab.LabCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry of everything that needs a world around the agents: {@code demo}, {@code lab}, {@code
 * bench}.
 */
@Command(
        name = "signalbox",
        description = "Worlds around the agents.",
        subcommands = {DemoCommand.class, LabCommand.class, BenchCommand.class})
public final class WorldMain {

    private WorldMain() {}

    /** Runs the command named first in {@code arguments}; ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WorldMain()).execute(arguments));
    }
}
