package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.FleetConnection;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was seen, decided, done and by whom. */
@Command(
        name = "journal",
        description = {
            "What was seen, decided, done and by whom, oldest first.",
            "With --follow and --json: one object per line."
        },
        synopsisSubcommandLabel = "[verify]",
        footer = {
            "",
            "Example: ./signalbox ctl journal --target trunk:eu-central/northwind --follow"
        })
final class JournalCommand implements Callable<Integer> {

    private final CtlMain root;

    @Option(names = "--follow", description = "Go on with what is written later, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Only what came after this record, for example 7f3a/12.")
    private @Nullable String after;

    @Option(
            names = "--target",
            paramLabel = "T",
            description = "Only what concerns this target, for example service:bookings.")
    private @Nullable String target;

    @Option(
            names = "--fleet",
            description = "What the fleet decided together instead: regions, plans, stages, doors.")
    private boolean fleet;

    private final JournalPrint print = new JournalPrint();
    private final RecordTargets targets = new RecordTargets();
    private final Map<String, Long> seen = new HashMap<>();

    JournalCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (fleet) {
            return FleetJournalPrint.print(root);
        }
        Target wanted = target == null ? null : Target.parse(target);
        Asked asked = Asked.withJournals(root);
        List<JournalLine> all = asked.merge().view(root.shell().clock().now()).journal();
        int begin = begin(all);
        List<JournalLine> matching = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (concerns(wanted, all.get(i)) && i >= begin) {
                matching.add(all.get(i));
            }
        }
        if (wanted != null && matching.isEmpty()) {
            asked.requireKnown(wanted, all);
        }
        all.forEach(line -> seen.put(line.entry().journalId(), line.entry().sequence()));
        if (root.json() && !follow) {
            ObjectNode answer = Json.object();
            ArrayNode records = answer.putArray("records");
            matching.forEach(line -> records.add(JournalPrint.json(line)));
            root.print(answer);
        } else {
            matching.forEach(this::print);
        }
        if (follow) {
            follow(wanted);
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }

    /** Index of the first line to show. */
    private int begin(List<JournalLine> all) {
        String id = after;
        if (id == null || id.endsWith("/0")) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).entry().id().equals(id)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(
                "--after \""
                        + id
                        + "\": no such record"
                        + (all.isEmpty() ? "" : "; the newest is " + all.getLast().entry().id())
                        + ". Example: --after 7f3a/12");
    }

    private void follow(@Nullable Target wanted) throws IOException, InterruptedException {
        List<String> endpoints = root.endpoints().stream().map(Endpoint::toString).toList();
        BlockingQueue<FleetView> pictures = new ArrayBlockingQueue<>(1);
        try (FleetConnection connection = new FleetConnection(endpoints, root.identity())) {
            connection.start(
                    picture -> {
                        // A picture holds all the newest lines: an older one is not needed.
                        pictures.poll();
                        pictures.offer(picture);
                    });
            while (!Thread.currentThread().isInterrupted()) {
                pictures.take().journal().forEach(line -> fresh(wanted, line));
            }
        }
    }

    private void fresh(@Nullable Target wanted, JournalLine line) {
        long last = seen.getOrDefault(line.entry().journalId(), 0L);
        long sequence = line.entry().sequence();
        if (sequence <= last) {
            return;
        }
        if (last > 0 && sequence > last + 1) {
            root.shell()
                    .err()
                    .println(
                            "ctl: records "
                                    + (last + 1)
                                    + " to "
                                    + (sequence - 1)
                                    + " of "
                                    + line.entry().journalId()
                                    + " came while not connected; see them with ctl journal");
        }
        seen.put(line.entry().journalId(), sequence);
        if (concerns(wanted, line)) {
            print(line);
            root.shell().out().flush();
        }
    }

    private boolean concerns(@Nullable Target wanted, JournalLine line) {
        // Every line is looked at, wanted or not: a later one may name only its decision.
        return wanted == null || targets.concerns(wanted, line);
    }

    private void print(JournalLine line) {
        if (root.json()) {
            root.shell().out().println(JournalPrint.json(line));
        } else {
            print.text(line).forEach(root.shell().out()::println);
        }
    }
}
