package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.model.quorum.FleetState;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans between regions, and what became of them. */
@Command(
        name = "changes",
        description = "Plans between regions and what became of them, the newest first.",
        footer = {"", "Example: ./signalbox ctl changes fleet-demo/42"})
final class ChangesCommand implements Callable<Integer> {

    private final CtlMain root;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "One of them, with all that was said about it.")
    private @Nullable String plan;

    ChangesCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        FleetReading reading;
        try {
            reading = root.roster().any(FleetReading::of);
        } catch (AgentException e) {
            return root.failed(e);
        }
        List<FleetState.Change> changes = chosen(reading.state());
        if (root.json()) {
            ObjectNode json = Json.object();
            ArrayNode all = json.putArray("changes");
            changes.forEach(change -> all.add(ChangeJson.change(change)));
            root.print(json);
            return CtlMain.DONE;
        }
        if (changes.isEmpty()) {
            root.shell().out().println("No plan was made yet.");
        }
        for (FleetState.Change change : changes) {
            if (plan != null) {
                PlanText.lines(change).forEach(root.shell().out()::println);
            } else {
                root.shell()
                        .out()
                        .println(
                                Words.format(
                                        "%-26s %-10s %s, by %s: %s",
                                        PlanRef.text(change.id(), change.hash()),
                                        change.phase().text(),
                                        PlanText.title(change.plan()),
                                        change.plan().by().name(),
                                        change.detail().isEmpty()
                                                ? change.plan().reason()
                                                : change.detail()));
            }
        }
        return CtlMain.DONE;
    }

    private List<FleetState.Change> chosen(FleetState state) {
        String wanted = plan;
        if (wanted != null) {
            PlanRef ref = PlanRef.parse(wanted);
            ref.hashIn(state);
            return List.of(state.changes().get(ref.id()));
        }
        return state.changes().values().stream()
                .sorted(
                        Comparator.comparing(FleetState.Change::stageAt)
                                .thenComparing(FleetState.Change::id)
                                .reversed())
                .toList();
    }
}
