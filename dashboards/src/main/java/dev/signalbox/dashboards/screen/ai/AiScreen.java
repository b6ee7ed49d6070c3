package dev.signalbox.dashboards.screen.ai;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.part.ai.CauseBars;
import dev.signalbox.dashboards.part.ai.CauseStrip;
import dev.signalbox.dashboards.part.ai.Causes;
import dev.signalbox.dashboards.part.ai.LadderView;
import dev.signalbox.dashboards.part.ai.ProviderRow;
import dev.signalbox.dashboards.part.ai.ServiceRow;
import dev.signalbox.dashboards.part.table.SignTable;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Who answers callers, on which rung, and why calls failed, down to single calls. */
public final class AiScreen implements Screen {

    private static final int LINES_MAX = 6;

    private final RegionChoice choice = new RegionChoice(this::chooseRegion);
    private final SignTable<ProviderRow> providers = providerTable();
    private final Panel providerPanel = new Panel("Providers", new VBox(choice, providers));
    private final LadderView ladder = new LadderView();
    private final Label noService = new Label();
    private final Panel servicePanel = new Panel("Services", scrolled(ladder, noService));
    private final CauseBars bars = new CauseBars();
    private final Panel barPanel = new Panel("Failed calls by side", bars);
    private final SignTable<Causes.Row> causes = causeTable();
    private final Panel causePanel = new Panel("Why calls ended", causes);
    private final CallList calls = new CallList();
    private final ScrollBox callBox = new ScrollBox(calls);
    private final CauseStrip strip = new CauseStrip();
    private final Label next = new Label();
    private final Panel callPanel = new Panel("Calls", new VBox(next, strip, callBox));
    private Causes known = Causes.NONE;
    private final Panel silence = new Panel("Silence now", new VBox());
    private final Panel unknown = new Panel("Unknown endings", new VBox());
    private final AiLayout layout;
    private @Nullable Picture picture;
    private String region = "";
    private @Nullable Tag tag;

    public AiScreen() {
        providers.setId("providers");
        causes.setId("causes");
        choice.getStyleClass().add("region-choices");
        VBox.setVgrow(providers, Priority.ALWAYS);
        next.setWrapText(true);
        next.setMinHeight(Region.USE_PREF_SIZE);
        next.setMaxWidth(Double.MAX_VALUE);
        next.getStyleClass().setAll("label", "next-move");
        strip.setMinHeight(CauseStrip.HEIGHT);
        strip.setPrefHeight(CauseStrip.HEIGHT);
        VBox.setVgrow(callBox, Priority.ALWAYS);
        causes.onChoose(
                row -> {
                    if (row.tag() != tag) {
                        tag = row.tag();
                        showCalls(row);
                    }
                });
        layout =
                new AiLayout(
                        providerPanel,
                        servicePanel,
                        barPanel,
                        causePanel,
                        callPanel,
                        silence,
                        unknown);
    }

    private static SignTable<ProviderRow> providerTable() {
        return new SignTable<ProviderRow>("No providers")
                .words("Stage", 56, ProviderRow::stage)
                .sign("Provider", 142, ProviderRow::sign, ProviderRow::name)
                .words("State", 100, ProviderRow::state)
                .figures("For", 48, ProviderRow::since)
                .figures("Share", 60, ProviderRow::share)
                .figures("First p50/95/99 ms", 138, ProviderRow::firstResponse)
                .figures("n / limit", 84, ProviderRow::samples)
                .words("Failed in 1 min", 120, ProviderRow::failures)
                .rest();
    }

    private static SignTable<Causes.Row> causeTable() {
        return new SignTable<Causes.Row>("No call has ended yet")
                .words("Cause", 150, Causes.Row::cause)
                .rest()
                .words("Side", 100, Causes.Row::side)
                .figures("1 min", 48, row -> Numbers.count(row.minute()))
                .figures("5 min", 50, row -> Numbers.count(row.five()))
                .figures(
                        "Suspected",
                        84,
                        row -> row.suspected() == 0 ? "" : Numbers.count(row.suspected()));
    }

    private static ScrollBox scrolled(Region content, Label instead) {
        instead.getStyleClass().add("empty");
        instead.setWrapText(true);
        instead.getStyleClass().add("padded");
        return new ScrollBox(new VBox(instead, content));
    }

    @Override
    public Region node() {
        return layout;
    }

    @Override
    public void show(Picture picture) {
        this.picture = picture;
        showProviders(picture);
        List<ServiceRow> services = ServiceRow.of(picture.view());
        ladder.show(services);
        noService.setText(
                services.isEmpty() ? "No service with provider chains: policy.yaml services" : "");
        noService.setManaged(services.isEmpty());
        servicePanel.remark("\u25b8 the present step of the ladder");
        known = Causes.of(picture.view());
        bars.show(known.slices(), picture.view().at());
        barPanel.remark("per 10 s, last 10 minutes");
        showCauses();
        lines(
                silence,
                known.silent(),
                known.judged() == 0
                        ? "No call is known well enough: no media mirror, no spans"
                        : "Nobody hears silence in the agent's turn");
        silence.remark(known.silence());
        lines(
                unknown,
                known.unknown(),
                known.nothingKnown() ? "No call has ended yet" : "Every ending is in the table");
        unknown.remark(known.unknown().isEmpty() ? "" : "name them in causes.yaml");
    }

    private void chooseRegion(String name) {
        region = name;
        if (picture != null) {
            showProviders(picture);
        }
    }

    private void showProviders(Picture picture) {
        Optional<RegionEntry> entry = shownRegion(picture);
        choice.show(picture.view(), entry.map(e -> e.view().target().name()).orElse(""));
        List<ProviderRow> rows =
                entry.map(e -> ProviderRow.of(e, picture.view().at())).orElse(List.of());
        providers.nothing(
                entry.isEmpty()
                        ? "Waiting for the first report of a region"
                        : "No providers configured: policy.yaml providers");
        providers.show(rows);
        providerPanel.heading(
                entry.map(e -> "Providers as " + e.view().target().name() + " meets them")
                        .orElse("Providers"));
        providerPanel.remark(
                rows.stream()
                        .filter(row -> !row.finding().isEmpty())
                        .max(Comparator.comparing(ProviderRow::sign))
                        .map(ProviderRow::finding)
                        .orElse("last minute"));
    }

    /** The region a person chose here, else the one whose provider is worst off. */
    private Optional<RegionEntry> shownRegion(Picture picture) {
        List<RegionEntry> regions = picture.view().regions();
        return regions.stream()
                .filter(entry -> entry.view().target().name().equals(region))
                .findFirst()
                .or(
                        () -> {
                            RegionEntry worst = picture.chosenRegion().orElse(null);
                            for (RegionEntry entry : regions) {
                                if (!entry.stale()
                                        && (worst == null
                                                || RegionChoice.worst(entry)
                                                                .compareTo(
                                                                        RegionChoice.worst(worst))
                                                        > 0)) {
                                    worst = entry;
                                }
                            }
                            return Optional.ofNullable(worst);
                        });
    }

    private void showCauses() {
        causes.show(known.rows());
        long failed =
                known.rows().stream()
                        .filter(r -> r.tag().failure())
                        .mapToLong(Causes.Row::five)
                        .sum();
        causePanel.remark(
                known.nothingKnown()
                        ? ""
                        : Numbers.count(failed)
                                + " of "
                                + Numbers.count(known.ended())
                                + " failed in 5 min");
        Optional<Causes.Row> row =
                known.rows().stream().filter(each -> each.tag() == tag).findFirst();
        if (row.isEmpty()) {
            tag = null;
            row = known.rows().stream().filter(each -> each.tag().failure()).findFirst();
        }
        row.ifPresentOrElse(this::showCalls, this::showNoCalls);
    }

    private void showCalls(Causes.Row row) {
        callPanel.heading("Calls: " + row.cause());
        callPanel.remark(row.side() + ", newest first");
        say(row.next().isEmpty() ? "" : "Next: " + row.next());
        calls.show(row.calls());
        Picture shown = picture;
        if (shown != null) {
            strip.show(known.slices(), row.tag(), shown.view().at());
        }
        strip(row.tag().failure());
    }

    private void showNoCalls() {
        callPanel.heading("Calls");
        callPanel.remark("no failed calls");
        say("");
        calls.show(List.of());
        strip(false);
    }

    private void strip(boolean wanted) {
        strip.setVisible(wanted);
        strip.setManaged(wanted);
    }

    private void say(String words) {
        next.setText(words);
        next.setVisible(!words.isEmpty());
        next.setManaged(!words.isEmpty());
    }

    private static void lines(Panel panel, List<String> lines, String instead) {
        VBox list = (VBox) panel.getCenter();
        List<String> shown =
                lines.isEmpty() ? List.of(instead) : lines.stream().limit(LINES_MAX).toList();
        List<String> before =
                list.getChildren().stream().map(node -> ((Label) node).getText()).toList();
        if (!shown.equals(before)) {
            list.getStyleClass().setAll("word-list");
            list.getChildren()
                    .setAll(shown.stream().map(text -> line(text, lines.isEmpty())).toList());
        }
    }

    private static Label line(String text, boolean quiet) {
        Label label = new Label(text);
        label.getStyleClass().add(quiet ? "quiet" : "plain");
        return label;
    }
}
