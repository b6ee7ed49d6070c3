package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.part.trunk.TrunkRow;
import dev.signalbox.dashboards.scene.Scenes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** A person watches a carrier break: the console against a fake feed, by what is visible. */
class FailoverJourneyTest extends ApplicationTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final FakeFeed feed = new FakeFeed();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final ConsoleWindow window =
            new ConsoleWindow(
                    new ConsoleOptions.Size(1000, 960),
                    ConsoleMain.connecting(List.of("127.0.0.1:7443"), Scenes.AT),
                    new PrintStream(log, true, StandardCharsets.UTF_8),
                    PaintLog.none(),
                    Commands.NONE,
                    new NoRecordings());

    @Override
    public void start(Stage unused) {
        feed.start(window::offer);
        // Agents may answer before there is a window.
        feed.show(Scenes.empty());
        window.open(end, null);
    }

    @Override
    public void stop() {
        feed.close();
        window.close();
    }

    @Test
    void aRegionIsChosenAndItsTrunkIsSeenToFailAndToBeTakenOut() throws TimeoutException {
        until(() -> headline().equals("No agent answers at 127.0.0.1:7443 yet."));

        feed.show(Scenes.calm());
        until(() -> headline().startsWith("All is well"));
        until(() -> log.toString(StandardCharsets.UTF_8).contains("first live picture after"));
        assertThat(trunks()).extracting(TrunkRow::state).containsOnly("well");

        chooseWithKeys("us-east");
        chooseWithKeys("eu-central");

        feed.show(Scenes.failing());
        until(() -> trunks().getFirst().state().equals("failing"));
        assertThat(headline()).contains("Northwind rejects 38 %");
        assertThat(texts("#troubles")).contains("Carrier Northwind rejects new calls");
        assertThat(trunks().getFirst().share()).isEqualTo("100 %");

        feed.show(Scenes.moved());
        until(() -> trunks().getFirst().state().equals("out of service"));
        assertThat(trunks().getFirst().share()).isEqualTo("0 %");
        assertThat(trunks().getLast().state()).isEqualTo("well");
        assertThat(headline()).contains("go to Meridian");

        chooseWithKeys("us-east");
        assertThat(trunks()).extracting(TrunkRow::state).containsOnly("well");

        press(KeyCode.DIGIT6).release(KeyCode.DIGIT6);
        until(() -> !lookup("#journal-filter").queryAll().isEmpty());
        assertThat(texts("#journal")).anyMatch(text -> text.contains("go to Meridian"));
        press(KeyCode.DIGIT2).release(KeyCode.DIGIT2);
        until(() -> !lookup("#health").queryAll().isEmpty());
        press(KeyCode.DIGIT3).release(KeyCode.DIGIT3);
        until(() -> !lookup("#all-trunks").queryAll().isEmpty());

        feed.show(Scenes.pathLoses());
        press(KeyCode.DIGIT4).release(KeyCode.DIGIT4);
        until(() -> !lookup("#path-matrix").queryAll().isEmpty());
        assertThat(lookup("#path-matrix").query().getAccessibleText())
                .contains("eu-central \u2192 us-east: loses 6.1 %");
        feed.show(Scenes.sttSlow());
        press(KeyCode.DIGIT5).release(KeyCode.DIGIT5);
        until(() -> texts("#calls").stream().anyMatch(text -> text.startsWith("Suspected: ")));
        press(KeyCode.L).release(KeyCode.L);
        until(() -> lookup("#theme").queryButton().getText().equals("Dark"));

        feed.show(Scenes.disconnected());
        until(() -> headline().contains("no connection"));
        press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until(() -> trunks().getFirst().state().equals("not known"));
        assertThat(end).isNotDone();
    }

    private void chooseWithKeys(String region) throws TimeoutException {
        WaitForAsyncUtils.asyncFx(() -> lookup("#map").query().requestFocus());
        for (int i = 0; i < 4 && !trunks().getFirst().target().region().equals(region); i++) {
            String before = trunks().getFirst().target().region();
            press(KeyCode.RIGHT).release(KeyCode.RIGHT);
            until(() -> !trunks().getFirst().target().region().equals(before));
        }
        assertThat(trunks()).extracting(row -> row.target().region()).containsOnly(region);
    }

    private String headline() {
        return lookup("#headline").queryAs(Label.class).getText();
    }

    private List<TrunkRow> trunks() {
        TableView<TrunkRow> table = lookup("#trunks").queryTableView();
        return List.copyOf(table.getItems());
    }

    private List<String> texts(String within) {
        Node root = lookup(within).query();
        List<String> texts = new ArrayList<>();
        for (Node node : nodes(root)) {
            switch (node) {
                case Label label -> texts.add(label.getText());
                case Text text -> texts.add(text.getText());
                default -> {}
            }
        }
        return texts;
    }

    private static Set<Node> nodes(Node root) {
        Set<Node> nodes = new LinkedHashSet<>(root.lookupAll(".label"));
        nodes.addAll(root.lookupAll(".sentence"));
        return nodes;
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
