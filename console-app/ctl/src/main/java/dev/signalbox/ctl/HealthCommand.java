package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that calls rest on, in one list. */
@Command(
        name = "health",
        description = {
            "How everything is that calls rest on, worst first: state, since when, age of what is",
            "known, finding and evidence. Of what is well the evidence is shown when it is asked for",
            "by name, and in JSON."
        },
        footer = {"", "Example: ./signalbox ctl health provider:llm/acme/eu"})
final class HealthCommand implements Callable<Integer> {

    private static final String ROW = "%s %-34s %-14s %-26s %9s %9s";

    private static final int TARGET_CHARS_MAX = 34;
    private static final String EVIDENCE = "    evidence: ";
    private static final String INDENT = " ".repeat(EVIDENCE.length());

    private final CtlMain root;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            arity = "0..1",
            description = "Only this, or what belongs to this region: or carrier:.")
    private @Nullable String target;

    HealthCommand(CtlMain root) {
        this.root = root;
    }

    /**
     * An entry and where it comes from.
     *
     * @param ageMillis of its newest evidence now, null when there is none
     */
    private record Row(RegionEntry region, HealthEntry entry, @Nullable Long ageMillis) {

        static Row of(RegionEntry region, HealthEntry entry) {
            Long age = entry.ageMillis();
            return new Row(region, entry, age == null ? null : age + region.ageMillis());
        }
    }

    @Override
    public Integer call() throws IOException {
        Target wanted = target == null ? null : Target.parse(target);
        Asked asked = Asked.withFleet(root);
        FleetView view = asked.merge().view(root.shell().clock().now());
        List<Row> rows = new ArrayList<>();
        for (RegionEntry region : view.regions()) {
            region.view().senses().health().stream()
                    .filter(entry -> wanted == null || means(wanted, entry.target(), region))
                    .forEach(entry -> rows.add(Row.of(region, entry)));
        }
        if (wanted != null && rows.isEmpty()) {
            asked.requireKnown(wanted, List.of());
        }
        // The order of the agents stays within one severity.
        rows.sort(Comparator.comparing((Row row) -> row.entry().severity()).reversed());
        if (root.json()) {
            root.print(json(rows, view));
        } else if (asked.reached() > 0) {
            List<String> first = fleetFirst(view);
            first.forEach(root.shell().out()::println);
            text(rows, view.at(), wanted != null);
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }

    private static boolean means(Target wanted, Target about, RegionEntry region) {
        return switch (wanted) {
            case Target.Region own -> region.view().target().equals(own);
            case Target.Carrier carrier ->
                    about instanceof Target.Trunk trunk && Targets.carrier(trunk).equals(carrier);
            case Target.Trunk _,
                    Target.Provider _,
                    Target.Path _,
                    Target.Dependency _,
                    Target.Service _ ->
                    about.equals(wanted);
        };
    }

    /** What is decided between regions comes before all that is found inside them. */
    private static List<String> fleetFirst(FleetView view) {
        List<String> lines = new ArrayList<>();
        List<String> offers = Offers.lines(view);
        if (!offers.isEmpty() || !view.fleet().state().verdicts().isEmpty()) {
            lines.addAll(Words.wrap(view.headline().sentence(), StatusText.WIDTH));
            lines.addAll(offers);
            lines.add("");
        }
        return lines;
    }

    private static ObjectNode json(List<Row> rows, FleetView view) {
        ObjectNode json = Json.object().put("at", Json.time(view.at()));
        Offers.put(view, json);
        ArrayNode health = json.putArray("health");
        for (Row row : rows) {
            health.add(
                    SensesJson.health(row.entry())
                            .put("region", row.region().view().target().id())
                            .put("stale", row.region().stale())
                            .put("ageMillis", row.ageMillis()));
        }
        return json;
    }

    private void text(List<Row> rows, Instant now, boolean evidenceOfAll) {
        List<String> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            lines.add("No health is reported.");
        } else {
            lines.add(Words.format(ROW, " ", "Target", "Region", "State", "For", "Age"));
        }
        for (Row row : rows) {
            HealthEntry entry = row.entry();
            row(row, now, lines);
            boolean well = entry.severity() == Severity.WELL;
            if (!entry.finding().isEmpty()) {
                lines.addAll(StatusText.indented("    ", "    ", entry.finding()));
            }
            if (!entry.evidence().isEmpty() && (!well || evidenceOfAll)) {
                String evidence = String.join("; ", entry.evidence());
                lines.addAll(StatusText.indented(EVIDENCE, INDENT, evidence));
            }
        }
        lines.stream().map(String::stripTrailing).forEach(root.shell().out()::println);
    }

    private static void row(Row row, Instant now, List<String> lines) {
        HealthEntry entry = row.entry();
        String target = entry.target().id();
        Long age = row.ageMillis();
        String old = age == null ? Words.UNKNOWN : Words.format("%.1f s", age / 1_000.0);
        String aged = row.region().stale() ? "OLD " + old : old;
        String name = target;
        if (target.length() > TARGET_CHARS_MAX) {
            // Names may be long: the columns stay where they are.
            lines.add(entry.severity().letter() + " " + target);
            name = "";
        }
        lines.add(
                Words.format(
                        ROW,
                        name.isEmpty() ? " " : entry.severity().letter(),
                        name,
                        row.region().view().target().name(),
                        entry.state(),
                        Words.elapsed(entry.since(), now),
                        aged));
    }
}
