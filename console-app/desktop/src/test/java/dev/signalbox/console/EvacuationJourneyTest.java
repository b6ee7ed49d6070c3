package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.scene.FakeCommands;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.Scenes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** A region's edge dies: a person plans, holds and looks it up, by keys alone. */
class EvacuationJourneyTest extends ApplicationTest {

    private final FakeFeed feed = new FakeFeed();
    private final FakeCommands commands = new FakeCommands();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final ConsoleWindow window =
            new ConsoleWindow(
                    new ConsoleOptions.Size(1500, 900),
                    ConsoleMain.connecting(List.of("127.0.0.1:7443"), Scenes.AT),
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                    PaintLog.none(),
                    commands,
                    new NoRecordings());

    @Override
    public void start(Stage unused) {
        feed.start(window::offer);
        window.open(end, null);
    }

    @Override
    public void stop() {
        feed.close();
        window.close();
    }

    @Test
    void theEvacuationIsFoundPlannedHeldAndLookedUp() throws TimeoutException {
        feed.show(SceneChanges.lost());
        until(() -> text("#role").equals("ada  \u00b7  operator"));

        // The palette leads to the form; it asks nobody for anything.
        press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        until(() -> shown("#palette-field"));
        write("evac frank");
        press(KeyCode.ENTER).release(KeyCode.ENTER);
        until(() -> shown("#plan-form"));
        assertThat(commands.asked()).isEmpty();
        until(() -> text("#plan-off").equals("Say why: the reason is journaled."));

        commands.answer(new Reply.Refused("busy", "Dublin is being drained."));
        interact(
                () -> {
                    lookup("#plan-reason").queryAs(TextField.class).setText("edge dead");
                    lookup("#plan-name").queryAs(TextField.class).setText("eu-central");
                    lookup("#plan-make").queryAs(Button.class).fire();
                });
        until(() -> text("#plan-off").equals("Dublin is being drained."));
        assertThat(commands.asked())
                .containsExactly("plan evacuate_region region:eu-central in eu-central: edge dead");

        press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        feed.show(SceneChanges.blocked());
        press(KeyCode.DIGIT7).release(KeyCode.DIGIT7);
        until(() -> shown("#off-start"));
        assertThat(text("#off-start")).contains("1 block (Freeze and brake)");
        assertThat(text("#change-loud")).startsWith("1 kind of calls has no lawful target: Clinic");

        feed.show(SceneChanges.running());
        until(() -> shown("#act-hold"));
        press(KeyCode.H).release(KeyCode.H);
        until(() -> commands.asked().size() == 2);
        assertThat(commands.asked().getLast()).isEqualTo("hold fleet-demo/9: held from a console");

        press(KeyCode.DIGIT8).release(KeyCode.DIGIT8);
        until(() -> shown("#routes"));
        assertThat(end).isNotDone();
    }

    private boolean shown(String id) {
        return !lookup(id).queryAll().isEmpty();
    }

    private String text(String id) {
        return lookup(id).queryAll().isEmpty() ? "" : lookup(id).queryAs(Label.class).getText();
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
