package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentCalls.BrakeAnswer;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.PlanCalls;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster.Answer;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.fleet.AgentStatus.BrakeView;
import dev.signalbox.model.journal.JournalSentences;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stops or releases automation. */
@Command(
        name = "brake",
        description = {
            "Stops automation in the regions of the given agents, or releases it.",
            "Nothing moves by itself while it is on; what was moved stays as it is.",
            "Where agents have certificates, the certificate says who it was."
        },
        footer = {"", "Example: ./signalbox ctl brake on --reason \"carrier maintenance\""})
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

    @Mixin private Asker asker = new Asker();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; needed to stop automation.")
    private String reason = "";

    @Option(
            names = "--fleet",
            description = "In the whole fleet at once, by the quorum, instead of agent by agent.")
    private boolean fleet;

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
        if (fleet) {
            return inFleet(on);
        }
        ObjectNode json = Json.object();
        ArrayNode agents = json.putArray("agents");
        int exit = CtlMain.DONE;
        String by = asker.once().by();
        for (Answer<Braked> each : root.roster().all((_, agent) -> brake(agent, on, by))) {
            Endpoint endpoint = each.endpoint();
            ObjectNode answer =
                    agents.addObject()
                            .put("endpoint", endpoint.toString())
                            .put("region", root.region(endpoint));
            switch (each) {
                case Answer.Got<Braked> got -> tell(endpoint, got.value(), answer);
                case Answer.Failed<Braked> failed ->
                        exit = Math.max(exit, failed(endpoint, failed.why(), on, answer));
            }
        }
        if (root.json()) {
            root.print(json);
        }
        return exit;
    }

    /**
     * What an agent did.
     *
     * @param before the brake that was released, null when there was none
     */
    private record Braked(@Nullable BrakeView before, BrakeAnswer done) {}

    private Braked brake(AgentCalls agent, boolean on, String by)
            throws UnreachableException, RefusedException {
        return new Braked(on ? null : held(agent), agent.brake(on, by, reason));
    }

    private void tell(Endpoint endpoint, Braked braked, ObjectNode answer) {
        BrakeView brake = braked.done().brake();
        String message = message(braked.before(), braked.done());
        answer.put("record", braked.done().recordId());
        answer.set("brake", brake == null ? null : StatusJson.brake(brake));
        answer.put("message", message).putNull("problem");
        if (!root.json()) {
            root.shell().out().println(name(endpoint) + ": " + message);
        }
    }

    /** Says why nothing was done there; the exit code. */
    private int failed(Endpoint endpoint, AgentException why, boolean on, ObjectNode answer) {
        return switch (why) {
            case RefusedException e -> {
                root.shell().err().println("ctl: " + name(endpoint) + " refuses: " + e.words());
                problem(answer, e.words());
                yield CtlMain.FAILED;
            }
            case UnreachableException e -> {
                String said = root.sayUnreachable(endpoint, e.words());
                root.shell()
                        .err()
                        .println(
                                "     Not reached, so the brake is not "
                                        + (on ? "set" : "released")
                                        + " there: "
                                        + name(endpoint));
                problem(answer, said);
                yield CtlMain.UNREACHABLE;
            }
        };
    }

    /** The fleet's journal keeps a reason for all that is done. */
    private String why(boolean on) {
        return on || !reason.isBlank() ? reason : "released from a shell";
    }

    private int inFleet(boolean on) throws IOException {
        String record;
        try {
            PlanCalls.Asker who = asker.once();
            record = root.roster().decided((_, agent) -> agent.fleetBrake(on, who, why(on)));
        } catch (AgentException e) {
            return root.failed(e, asker);
        }
        if (root.json()) {
            ObjectNode answer = Json.object();
            ArrayNode records = answer.putArray("records");
            if (!record.isEmpty()) {
                records.add(record);
            }
            root.print(answer.putNull("refused"));
        } else {
            root.shell()
                    .out()
                    .println(
                            record.isEmpty()
                                    ? "Nothing had to change."
                                    : "Automation in the whole fleet is "
                                            + (on ? "stopped" : "on")
                                            + " (record "
                                            + record
                                            + ").");
        }
        return CtlMain.DONE;
    }

    /** Who holds the brake now; null when nobody does. */
    private static @Nullable BrakeView held(AgentCalls agent)
            throws UnreachableException, RefusedException {
        return agent.snapshot().stream()
                .map(region -> region.agent().brake())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void problem(ObjectNode answer, String words) {
        answer.putNull("record").putNull("brake").putNull("message").put("problem", words);
    }

    private String name(Endpoint endpoint) {
        String region = root.region(endpoint);
        return region == null ? endpoint.toString() : region + " (" + endpoint + ")";
    }

    /**
     * What became of it in words.
     *
     * @param before the brake that was to be released, null when none was held
     */
    private static String message(@Nullable BrakeView before, BrakeAnswer done) {
        BrakeView brake = done.brake();
        String record = done.recordId();
        if (brake != null) {
            return record == null
                    ? "nothing changed: automation is stopped already by " + words(brake)
                    : "automation is stopped by " + words(brake) + " (record " + record + ")";
        }
        if (record == null) {
            return "nothing changed: automation was on already";
        }
        String whose = before == null ? "" : "; released the brake of " + words(before);
        return "automation is on" + whose + " (record " + record + ")";
    }

    private static String words(BrakeView brake) {
        return brake.by()
                + " since "
                + JournalSentences.clock(brake.since())
                + ": "
                + brake.reason();
    }
}
