package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetView;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the fleet looks like now. */
@Command(
        name = "status",
        description = "What is wrong, for whom, and how every region and trunk is.",
        footer = {"", "Example: ./signalbox ctl status --json"})
final class StatusCommand implements Callable<Integer> {

    private final CtlMain root;

    StatusCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Asked asked = Asked.withFleet(root);
        FleetView view = asked.merge().view(root.shell().clock().now());
        if (root.json()) {
            root.print(StatusJson.of(view));
        } else if (asked.reached() > 0) {
            StatusText.lines(view).forEach(root.shell().out()::println);
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }
}
