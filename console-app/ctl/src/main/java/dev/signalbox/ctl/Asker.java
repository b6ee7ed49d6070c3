package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.PlanCalls;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Who asks, where agents have no certificates to go by. */
final class Asker {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who asks; only where agents have no certificates. Default: the user of this"
                            + " machine.")
    private String by = System.getProperty("user.name", "");

    private final String requestId = UUID.randomUUID().toString();

    /**
     * One command of this tool is one request, however many agents are asked for it.
     *
     * @throws IllegalArgumentException in words when the name is blank
     */
    PlanCalls.Asker once() {
        if (by.isBlank()) {
            throw new IllegalArgumentException(
                    "--by: say who asks, or leave it out. Example: --by \"Ada Byron\"");
        }
        return new PlanCalls.Asker(by.strip(), requestId);
    }
}
