package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentCalls.BrakeAnswer;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.fleet.AgentStatus.BrakeView;
import dev.signalbox.model.journal.JournalSentences;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stops or releases automation. */
@Command(
        name = "brake",
        description = {
            "Stops automation in the regions of the given agents, or releases it.",
            "Nothing moves by itself while it is on; what was moved stays as it is."
        },
        footer = {"", "Example: ctl brake on --by \"Ada Byron\" --reason \"carrier maintenance\""})
final class BrakeCommand implements Callable<Integer> {

    private enum Position {
        on,
        off
    }

    private final CtlMain root;

    @Parameters(
            index = "0",
            paramLabel = "on|off",
            description = "on stops automation, off releases it.")
    private Position position = Position.on;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who says so.")
    private String by = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; needed to stop automation.")
    private String reason = "";

    BrakeCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        boolean on = position == Position.on;
        if (on && reason.isBlank()) {
            throw new IllegalArgumentException(
                    "--reason: say why automation is stopped. Example: --reason \"carrier"
                            + " maintenance\"");
        }
        ObjectNode json = Json.object();
        ArrayNode agents = json.putArray("agents");
        int exit = CtlMain.DONE;
        for (Endpoint endpoint : root.endpoints()) {
            ObjectNode answer = agents.addObject().put("endpoint", endpoint.toString());
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                BrakeAnswer done = agent.brake(on, by, reason);
                tell(endpoint, done);
                BrakeView brake = done.brake();
                answer.put("record", done.recordId());
                answer.set("brake", brake == null ? null : StatusJson.brake(brake));
                answer.putNull("problem");
            } catch (RefusedException e) {
                root.shell().err().println("ctl: " + endpoint + " refuses: " + e.words());
                answer.putNull("record").putNull("brake").put("problem", e.words());
                exit = Math.max(exit, CtlMain.FAILED);
            } catch (UnreachableException e) {
                root.sayUnreachable(e.words());
                answer.putNull("record").putNull("brake").put("problem", e.words());
                exit = CtlMain.UNREACHABLE;
            }
        }
        if (root.json()) {
            root.print(json);
        }
        return exit;
    }

    private void tell(Endpoint endpoint, BrakeAnswer answer) {
        if (root.json()) {
            return;
        }
        BrakeView brake = answer.brake();
        String now =
                brake == null
                        ? "automation is on"
                        : "automation is stopped by "
                                + brake.by()
                                + " since "
                                + JournalSentences.clock(brake.since())
                                + ": "
                                + brake.reason();
        String record =
                answer.recordId() == null
                        ? " (as it was already)"
                        : " (record " + answer.recordId() + ")";
        root.shell().out().println(endpoint + ": " + now + record);
    }
}
