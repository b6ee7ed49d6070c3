package dev.signalbox.ctl;

import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.ServiceView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Intent or infrastructure: why calls ended. */
@Command(
        name = "causes",
        description = {
            "Why calls ended, split by side (intent, infrastructure, ...) and cause.",
            "--calls, --call and --follow show single calls with their evidence instead.",
            "With --follow and --json: one object per line."
        },
        footer = {
            "",
            "Example: ./signalbox ctl causes --service bookings",
            "         ./signalbox ctl causes --calls --side infrastructure --limit 20"
        })
final class CausesCommand implements Callable<Integer> {

    private final CtlMain root;

    @Option(names = "--service", paramLabel = "S", description = "Only calls of this service.")
    private @Nullable String service;

    @Option(names = "--region", paramLabel = "R", description = "Only calls of this region.")
    private @Nullable String region;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            description = "Only causes of this side: intent, infrastructure, configuration, ...")
    private @Nullable String side;

    @Option(names = "--calls", description = "Single calls that are remembered, newest first.")
    private boolean calls;

    @Option(names = "--call", paramLabel = "CALL-ID", description = "This one call.")
    private @Nullable String call;

    @Option(
            names = "--follow",
            description = "Single calls, oldest first, and those to come until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many single calls to begin with. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    CausesCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "--limit \"" + limit + "\": not a number of calls. Example: --limit 20");
        }
        Side wanted = side == null ? null : side(side);
        Asked asked = Asked.snapshots(root);
        requireKnown(asked);
        if (calls || follow || call != null) {
            CallFilter filter = new CallFilter(region, service, wanted, call);
            CallList list = new CallList(root, filter, limit, asked);
            return follow ? list.follow() : list.show();
        }
        List<RegionEntry> regions =
                asked.merge().view(root.shell().clock().now()).regions().stream()
                        .filter(e -> region == null || e.view().target().name().equals(region))
                        .toList();
        if (root.json()) {
            root.print(json(regions, wanted));
        } else if (asked.reached() > 0) {
            text(regions, wanted).forEach(root.shell().out()::println);
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }

    private static Side side(String text) {
        for (Side side : Side.values()) {
            if (Json.name(side).equals(text)) {
                return side;
            }
        }
        throw new IllegalArgumentException(
                "--side \"" + text + "\": no such side. Example: --side infrastructure");
    }

    private List<CauseGroup> groups(RegionView view, @Nullable Side wanted) {
        return view.senses().causes().groups().stream()
                .filter(group -> service == null || group.service().equals(service))
                .filter(group -> wanted == null || group.tag().side() == wanted)
                .toList();
    }

    private List<String> text(List<RegionEntry> regions, @Nullable Side wanted) {
        List<CauseGroup> groups = new ArrayList<>();
        Map<String, Long> unknown = new TreeMap<>();
        Map<String, Long> providers = new TreeMap<>();
        for (RegionEntry entry : regions) {
            groups.addAll(groups(entry.view(), wanted));
            entry.view()
                    .senses()
                    .causes()
                    .unknownEndings()
                    .forEach((ending, count) -> unknown.merge(ending, count, Long::sum));
            entry.view()
                    .senses()
                    .causes()
                    .unknownProviders()
                    .forEach((name, count) -> providers.merge(name, count, Long::sum));
        }
        String where = regions.stream().map(CausesCommand::title).collect(Collectors.joining(", "));
        boolean all = wanted == null || wanted == Side.UNKNOWN;
        List<String> lines =
                new ArrayList<>(
                        CausesText.lines(
                                service == null ? where : where + ", service " + service,
                                groups,
                                all ? unknown : Map.of()));
        if (all && !providers.isEmpty()) {
            lines.add("Providers that spans name and the policy does not have:");
            providers.forEach((name, count) -> lines.add(Words.format("%10s x %s", count, name)));
        }
        return lines;
    }

    /** Old figures are said to be old. */
    private static String title(RegionEntry entry) {
        return entry.stale()
                ? entry.view().title()
                        + Words.format(" (STALE, %d s old)", entry.ageMillis() / 1_000)
                : entry.view().title();
    }

    private ObjectNode json(List<RegionEntry> regions, @Nullable Side wanted) {
        ObjectNode json = Json.object();
        List<CauseGroup> all =
                regions.stream().flatMap(e -> groups(e.view(), wanted).stream()).toList();
        Map<Tag, CauseGroup> tags = CausesText.byTag(all);
        ArrayNode causes = json.putArray("causes");
        for (CauseGroup group : tags.values()) {
            ObjectNode cause = CausesJson.counts(group, causes.addObject());
            cause.remove("service");
        }
        ArrayNode groups = json.putArray("groups");
        ArrayNode unknown = json.putArray("unknownEndings");
        ArrayNode providers = json.putArray("unknownProviders");
        for (RegionEntry entry : regions) {
            String name = entry.view().target().name();
            groups(entry.view(), wanted)
                    .forEach(
                            group ->
                                    CausesJson.counts(
                                            group, groups.addObject().put("region", name)));
            entry.view()
                    .senses()
                    .causes()
                    .unknownEndings()
                    .forEach(
                            (ending, count) ->
                                    unknown.addObject()
                                            .put("region", name)
                                            .put("ending", ending)
                                            .put("count", count));
            entry.view()
                    .senses()
                    .causes()
                    .unknownProviders()
                    .forEach(
                            (provider, count) ->
                                    providers
                                            .addObject()
                                            .put("region", name)
                                            .put("provider", provider)
                                            .put("count", count));
        }
        return json;
    }

    /** A region or service that nobody reports is an error, unless an agent did not answer. */
    private void requireKnown(Asked asked) {
        if (!asked.unreached().isEmpty()) {
            return;
        }
        TreeSet<String> regions = new TreeSet<>();
        TreeSet<String> services = new TreeSet<>();
        for (RegionView view : asked.regions()) {
            regions.add(view.target().name());
            view.senses().services().stream()
                    .map(ServiceView::target)
                    .forEach(target -> services.add(target.name()));
            view.senses().causes().groups().forEach(group -> services.add(group.service()));
        }
        services.remove("");
        requireKnown("--region", region, regions);
        requireKnown("--service", service, services);
    }

    private static void requireKnown(String option, @Nullable String name, Set<String> known) {
        if (name != null && !known.contains(name)) {
            throw new IllegalArgumentException(
                    option
                            + " \""
                            + name
                            + "\": not reported here. There are: "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
    }
}
