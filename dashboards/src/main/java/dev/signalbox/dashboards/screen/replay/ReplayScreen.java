package dev.signalbox.dashboards.screen.replay;

import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Lets a person choose what is played back: the last minutes or a range of their own from the
 * agents' recordings, or a bundle.
 */
public final class ReplayScreen implements Screen {

    private static final List<Duration> SPANS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ReplayWishes wishes;
    private final InstantSource clock;
    private final VBox root = new VBox(14);
    private final List<Node> inputs = new ArrayList<>();
    private final TextField from = field("replay-from", "03:12:00", 180);
    private final TextField to = field("replay-to", "now", 180);
    private final TextField file = field("replay-file", "night.sbx", 420);
    private final Label recorded = Texts.wrapped("", "detail");
    private final Label state = Texts.wrapped("");

    /** A screen on which nothing can be chosen, for a reason in words. */
    public static ReplayScreen off(String why) {
        ReplayScreen screen = new ReplayScreen(ReplayWishes.NONE, InstantSource.system());
        screen.busy(true, why);
        return screen;
    }

    /**
     * @param wishes is told what a person wants to see
     * @param clock what the last minutes are counted from
     */
    public ReplayScreen(ReplayWishes wishes, InstantSource clock) {
        this.wishes = wishes;
        this.clock = clock;
        HBox spans = row();
        for (Duration span : SPANS) {
            spans.getChildren()
                    .add(
                            button(
                                    "replay-last-" + span.toMinutes(),
                                    "Last " + span.toMinutes() + " minutes",
                                    () -> read(ReplayRange.last(span, clock.instant()))));
        }
        Button range = button("replay-range", "Play this range", this::range);
        from.setOnAction(_ -> range.fire());
        to.setOnAction(_ -> range.fire());
        Button open = button("replay-open", "Open the bundle", this::open);
        file.setOnAction(_ -> open.fire());
        inputs.addAll(List.of(from, to, file));
        recorded.setId("replay-recorded");
        state.setId("replay-state");
        root.getChildren()
                .addAll(
                        Texts.wrapped("Play back what this console was told", "strong"),
                        Texts.wrapped(
                                "The agents' recordings are read, second by second, with their"
                                        + " journals. The same screens show them, in a striped"
                                        + " frame; commands are off."),
                        spans,
                        row(Texts.whole("From"), from, Texts.whole("to"), to, range),
                        recorded,
                        row(Texts.whole("Bundle"), file, open),
                        Texts.wrapped(
                                "A bundle is made by: ./signalbox ctl incident export --last 30min"
                                        + " --out FILE",
                                "quiet"),
                        state);
        recorded("");
        root.getStyleClass().add("panel");
        root.setId("replay");
        root.setAlignment(Pos.CENTER);
        root.setFillWidth(false);
        root.setMinSize(0, 0);
    }

    /** Says which time the agents' recordings hold. On the FX thread. */
    public void recorded(Instant oldest, Instant newest) {
        recorded("Recorded: " + TIME.format(oldest) + " to " + TIME.format(newest) + " UTC.");
        if (!from.isDisabled() && from.getText().isEmpty()) {
            from.setPromptText(TIME.format(oldest));
        }
    }

    /** Says why it is not known which time they hold. */
    public void recorded(String words) {
        Texts.set(recorded, words.isEmpty() ? "Times in UTC; without a day the last such." : words);
    }

    /** Why there is no replay; a person may choose again. On the FX thread. */
    public void failed(String words) {
        busy(false, words);
    }

    /** A person may choose again. */
    public void ready() {
        busy(false, "");
    }

    private void range() {
        try {
            read(ReplayRange.parse(from.getText(), to.getText(), clock.instant()));
        } catch (IllegalArgumentException e) {
            state.setText(e.getMessage() + ".");
        }
    }

    private void read(ReplayRange range) {
        long minutes = Math.max(1, Duration.between(range.from(), range.to()).toMinutes());
        busy(
                true,
                "Reading "
                        + Numbers.counted(minutes, "minute", "minutes")
                        + " and all journals from every agent; a long range takes some seconds\u2026");
        wishes.range(range);
    }

    private void open() {
        String path = file.getText().strip();
        if (path.isEmpty()) {
            state.setText("Bundle: say which file, for example /var/incidents/night.sbx.");
            return;
        }
        busy(true, "Reading " + path + "\u2026");
        wishes.open(path);
    }

    private void busy(boolean busy, String words) {
        if (busy) {
            // A disabled button hands the keyboard to the next one, and space would press that.
            root.requestFocus();
        }
        inputs.forEach(input -> input.setDisable(busy));
        state.setText(words);
    }

    private Button button(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().add("act");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        inputs.add(button);
        return button;
    }

    private static TextField field(String id, String prompt, double width) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setPrefWidth(width);
        return field;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void find() {
        from.requestFocus();
    }

    @Override
    public void show(Picture picture) {
        // What can be chosen does not change with what happens.
    }
}
