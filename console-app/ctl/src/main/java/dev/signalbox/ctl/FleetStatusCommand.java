package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.quorum.FleetCodec;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The agents that decide together and what they hold. */
@Command(
        name = "fleet",
        description =
                "The agents that decide together: quorum, leader, routes between regions, doors.",
        footer = {"", "Example: ./signalbox ctl fleet --json"})
final class FleetStatusCommand implements Callable<Integer> {

    private final CtlMain root;

    FleetStatusCommand(CtlMain root) {
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
        if (root.json()) {
            root.print(json(reading));
        } else {
            FleetText.lines(reading, root.shell().clock().now().wall())
                    .forEach(root.shell().out()::println);
        }
        return CtlMain.DONE;
    }

    private static ObjectNode json(FleetReading reading) {
        FleetStanding standing = reading.standing();
        ObjectNode json =
                Json.object()
                        .put("name", standing.name())
                        .put("member", standing.member())
                        .put("leader", standing.leader())
                        .put("quorum", standing.quorum())
                        .put("epoch", standing.epoch())
                        .put("journalId", standing.journalId())
                        .put("journalSequence", standing.journalSequence());
        json.putObject("you")
                .put("name", standing.you().name())
                .put("role", standing.you().role().text());
        ArrayNode members = json.putArray("members");
        for (FleetStanding.MemberView member : standing.members()) {
            members.addObject()
                    .put("region", member.region())
                    .put("reachable", member.reachable())
                    .put("silentMillis", member.silentMillis());
        }
        json.set("state", JsonMapper.shared().readTree(new FleetCodec().toBytes(reading.state())));
        return json;
    }
}
