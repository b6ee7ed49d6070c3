package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.PlanBasis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans between regions and what became of them, and what people moved inside regions. */
@Command(
        name = "changes",
        description = {
            "Plans between regions and what became of them, the newest first; then what people moved",
            "inside regions. Plans inside a region that were not started yet are kept by its agent",
            "alone, for 15 minutes, and are not listed."
        },
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

    /** What a person moved inside a region, as its journal has it. */
    private record ByHand(String id, JournalRecord.HandSet record) {}

    @Override
    public Integer call() throws IOException {
        String wanted = plan;
        if (wanted != null && wanted.startsWith(StepCommand.REGION_PLAN)) {
            throw new IllegalArgumentException(
                    "plan \""
                            + wanted
                            + "\": of one region, kept by its agent alone and not readable from"
                            + " here. What came of it: ctl changes, ctl journal");
        }
        List<Endpoint> endpoints = root.endpoints();
        FleetReading reading;
        try {
            reading = root.roster(endpoints).any(FleetReading::of);
        } catch (AgentException e) {
            return root.failed(e);
        }
        List<FleetState.Change> changes = chosen(reading.state());
        if (root.json()) {
            ObjectNode json = Json.object();
            ArrayNode all = json.putArray("changes");
            changes.forEach(change -> all.add(ChangeJson.change(change)));
            if (plan == null) {
                ArrayNode inside = json.putArray("byHand");
                byHand(endpoints).forEach(each -> inside.add(json(each)));
            }
            root.print(json);
            return CtlMain.DONE;
        }
        if (changes.isEmpty()) {
            root.shell().out().println("No plan between regions was made yet.");
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
                                        phase(change, reading.state()),
                                        PlanText.title(change.plan()),
                                        change.plan().by().name(),
                                        change.detail().isEmpty()
                                                ? change.plan().reason()
                                                : change.detail()));
            }
        }
        if (plan == null) {
            List<ByHand> inside = byHand(endpoints);
            root.shell()
                    .out()
                    .println(
                            inside.isEmpty()
                                    ? "Nothing was moved by hand inside a region."
                                    : "Moved by hand inside regions:");
            inside.forEach(each -> root.shell().out().println("  " + line(each)));
        }
        return CtlMain.DONE;
    }

    /** A plan that is stale is kept until its time is over, and nothing comes of it. */
    private String phase(FleetState.Change change, FleetState state) {
        boolean stale =
                change.phase() == Phase.PROPOSED
                        && (!change.expiresAt().isAfter(root.shell().clock().now().wall())
                                || PlanBasis.outdated(change.plan(), state));
        return stale ? "stale" : change.phase().text();
    }

    private static String line(ByHand each) {
        JournalRecord.HandSet set = each.record();
        return Words.format(
                "%-24s %s  %s %s, by %s: %s",
                each.id(),
                JournalSentences.clock(set.at()),
                set.target().id(),
                set.out() ? "taken out" : "returned",
                set.person().name(),
                set.reason());
    }

    private static ObjectNode json(ByHand each) {
        JournalRecord.HandSet set = each.record();
        return Json.object()
                .put("record", each.id())
                .put("at", Json.time(set.at()))
                .put("target", set.target().id())
                .put("out", set.out())
                .put("by", set.person().name())
                .put("reason", set.reason())
                .put("hash", set.planHash());
    }

    /** From the journals of all agents that answer, the newest first. */
    private List<ByHand> byHand(List<Endpoint> endpoints) {
        JournalCodec codec = new JournalCodec();
        List<ByHand> all = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                agent.readJournal(entry -> add(all, entry, codec));
            } catch (AgentException e) {
                root.shell()
                        .err()
                        .println("ctl: what was moved by hand there is not listed: " + e.words());
            }
        }
        all.sort(Comparator.comparing((ByHand each) -> each.record().at()).reversed());
        return all;
    }

    private static void add(List<ByHand> all, JournalEntry entry, JournalCodec codec) {
        try {
            if (codec.fromBytes(entry.body()) instanceof JournalRecord.HandSet set) {
                all.add(new ByHand(entry.id(), set));
            }
        } catch (IllegalArgumentException _) {
            // Of a newer format: ctl journal says so.
        }
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
