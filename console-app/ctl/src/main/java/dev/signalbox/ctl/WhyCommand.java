package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Why something moved, or why it did not. */
@Command(
        name = "why",
        description = {
            "Why something is as it is: why it was moved, or why it was not.",
            "State, diagnosis with evidence, decisions with guards and shares, what routers and",
            "workers answered, and what comes next. Of a region: all its trunks, and of everything",
            "else what is not well."
        },
        footer = {
            "",
            "Example: ./signalbox ctl why trunk:eu-central/northwind",
            "         ./signalbox ctl why provider:llm/acme/eu"
        })
final class WhyCommand implements Callable<Integer> {

    private final CtlMain root;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "A trunk:, carrier:, path:, provider:, service:, dependency: or region:.")
    private String target = "";

    WhyCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Target wanted = Target.parse(target);
        Asked asked = Asked.withJournals(root);
        FleetView view = asked.merge().view(root.shell().clock().now());
        List<Story> stories = Story.of(wanted, asked.regions(), view.journal());
        if (stories.isEmpty()) {
            asked.requireKnown(wanted, List.of());
        }
        if (root.json()) {
            ObjectNode answer =
                    Json.object().put("target", wanted.id()).put("at", Json.time(view.at()));
            WhyJson.put(stories, answer);
            root.print(answer);
        } else {
            for (Story story : stories) {
                WhyText.lines(story, view.at()).forEach(root.shell().out()::println);
            }
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }
}
