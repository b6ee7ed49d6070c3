package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.ctl.replay.SecondsPacker;
import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.screen.replay.ReplayRange;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** A person plays the last minutes back and returns to what is live. */
class ReplayJourneyTest extends ApplicationTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final FakeFeed feed = new FakeFeed();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final List<ReplayRange> asked = new CopyOnWriteArrayList<>();
    private volatile boolean recorded;
    private final ConsoleWindow window =
            new ConsoleWindow(
                    new ConsoleOptions.Size(1000, 960),
                    ConsoleMain.connecting(List.of("127.0.0.1:7443"), Scenes.AT),
                    new PrintStream(log, true, StandardCharsets.UTF_8),
                    PaintLog.none(),
                    Commands.NONE,
                    new Told());

    /** What the fake agents have recorded, and one bundle. */
    private final class Told implements Recordings {

        @Override
        public Recording range(ReplayRange range) {
            asked.add(range);
            if (!recorded) {
                throw new IllegalStateException("No agent has recorded anything in this time.");
            }
            return recording();
        }

        @Override
        public Recording bundle(Path file) {
            if (!file.equals(Path.of("night.sbx"))) {
                throw new IllegalStateException(file + ": no such file");
            }
            return recording();
        }

        @Override
        public ReplayRange recorded() {
            return new ReplayRange(Scenes.AT.minusSeconds(119), Scenes.AT);
        }
    }

    /** Calm for a minute, then moved for a minute. */
    static Recording recording() {
        long begin = Scenes.AT.getEpochSecond() - 119;
        SecondsPacker seconds = new SecondsPacker();
        for (int s = 0; s < 120; s++) {
            FleetView view = s < 60 ? Scenes.calm() : Scenes.moved();
            seconds.add(second(view, begin + s, s % 30 == 0));
        }
        List<JournalEntry> entries =
                Scenes.moved().journal().stream().map(JournalLine::entry).toList();
        String journal = entries.getFirst().journalId();
        return new Recording(
                "night.sbx",
                Instant.ofEpochSecond(begin),
                Scenes.AT,
                List.of(
                        new Recording.AgentSeconds(
                                "eu-central", "127.0.0.1:7443", seconds.seconds())),
                List.of(
                        new Recording.JournalPart(
                                journal,
                                false,
                                entries.stream()
                                        .filter(entry -> entry.journalId().equals(journal))
                                        .toList())));
    }

    private static ReadRecordingResponse second(FleetView view, long at, boolean whole) {
        Snapshot.Builder snapshot = Snapshot.newBuilder();
        Delta.Builder delta = Delta.newBuilder();
        for (RegionEntry entry : view.regions()) {
            var region =
                    ContractMapper.toContract(entry.view()).toBuilder()
                            .setBootId("recorded")
                            .setVersion(at)
                            .setMeasuredAt(Timestamp.newBuilder().setSeconds(at))
                            .build();
            snapshot.addRegions(region);
            delta.addRegions(region);
        }
        WatchResponse.Builder message = WatchResponse.newBuilder();
        if (whole) {
            message.setSnapshot(snapshot);
        } else {
            message.setDelta(delta);
        }
        return ReadRecordingResponse.newBuilder()
                .setAt(Timestamp.newBuilder().setSeconds(at))
                .addMessages(message)
                .build();
    }

    @Override
    public void start(Stage unused) {
        feed.start(window::offer);
        window.open(end, null);
        feed.show(Scenes.calm());
    }

    @Override
    public void stop() {
        feed.close();
        window.close();
    }

    @Test
    void theLastMinutesArePlayedInAFrameOfTheirOwnAndLeftAgain() throws TimeoutException {
        until(() -> headline().startsWith("All is well"));
        press(KeyCode.DIGIT9).release(KeyCode.DIGIT9);
        until(() -> !lookup("#replay-last-5").queryAll().isEmpty());
        WaitForAsyncUtils.asyncFx(() -> lookup("#replay-last-5").queryButton().fire());
        until(
                () ->
                        lookup("#replay-state")
                                .queryAs(Label.class)
                                .getText()
                                .startsWith("No agent has recorded"));
        recorded = true;
        WaitForAsyncUtils.asyncFx(() -> lookup("#replay-last-5").queryButton().fire());
        until(() -> !lookup("#replay-band").queryAll().isEmpty());
        until(() -> headline().startsWith("All is well"));
        assertThat(band()).contains("REPLAY", "paused");
        assertThat(band()).anyMatch(text -> text.startsWith("Commands are off"));

        WaitForAsyncUtils.asyncFx(() -> lookup("#replay-speed-100").queryButton().fire());
        press(KeyCode.SPACE).release(KeyCode.SPACE);
        until(() -> !headline().startsWith("All is well"));
        // The screens answer to their keys as they do when they are live.
        press(KeyCode.DIGIT6).release(KeyCode.DIGIT6);
        until(() -> !lookup("#journal-filter").queryAll().isEmpty());
        assertThat(footer()).contains("127.0.0.1:7443 recorded").noneMatch(t -> t.contains("live"));
        press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
        until(() -> !lookup("#timeline").queryAll().isEmpty());
        // It stops at its end.
        until(() -> band().contains("paused"));
        String last = time();
        press(KeyCode.COMMA).release(KeyCode.COMMA);
        until(() -> !time().equals(last));
        // What is live goes on meanwhile and does not come into the frame.
        String recordedWords = headline();
        feed.show(Scenes.failing());
        assertThat(headline()).isEqualTo(recordedWords);

        WaitForAsyncUtils.asyncFx(() -> lookup("#replay-leave").queryButton().fire());
        until(() -> lookup("#replay-band").queryAll().isEmpty());
        until(() -> headline().contains("Northwind rejects 38 %"));
        assertThat(end).isNotDone();
    }

    @Test
    void aRangeOrABundleIsChosenOnTheScreen() throws TimeoutException {
        until(() -> headline().startsWith("All is well"));
        press(KeyCode.DIGIT9).release(KeyCode.DIGIT9);
        until(
                () ->
                        lookup("#replay-recorded")
                                .queryAs(Label.class)
                                .getText()
                                .equals(
                                        "Recorded: "
                                                + day(Scenes.AT.minusSeconds(119))
                                                + " to "
                                                + day(Scenes.AT)
                                                + " UTC."));
        type("#replay-from", "yesterday");
        fire("#replay-range");
        until(() -> state().startsWith("From \u201cyesterday\u201d: no time."));
        type("#replay-from", day(Scenes.AT.minusSeconds(60)));
        type("#replay-to", day(Scenes.AT));
        fire("#replay-range");
        until(() -> state().startsWith("No agent has recorded"));
        assertThat(asked).containsExactly(new ReplayRange(Scenes.AT.minusSeconds(60), Scenes.AT));
        // A button that was pressed and is off hands the keyboard to no other one.
        press(KeyCode.SPACE).release(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(lookup("#palette").queryAll()).isEmpty();

        type("#replay-file", "other.sbx");
        fire("#replay-open");
        until(() -> state().equals("other.sbx: no such file"));
        type("#replay-file", "night.sbx");
        fire("#replay-open");
        until(() -> !lookup("#replay-band").queryAll().isEmpty());
        until(() -> headline().startsWith("All is well"));
        assertThat(band()).contains("REPLAY", "night.sbx");
    }

    private static String day(Instant at) {
        return at.toString().replace('T', ' ').substring(0, 19);
    }

    private void type(String id, String text) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> lookup(id).queryAs(TextField.class).setText(text));
    }

    private void fire(String id) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> lookup(id).queryButton().requestFocus());
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> lookup(id).queryButton().fire());
    }

    private String state() {
        return lookup("#replay-state").queryAs(Label.class).getText();
    }

    private List<String> footer() {
        return lookup("#status").query().lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private String headline() {
        return lookup("#headline").queryAs(Label.class).getText();
    }

    private List<String> band() {
        return lookup("#replay-band").query().lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private String time() {
        return band().get(1);
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
