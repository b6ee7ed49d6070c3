package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.fx.FxReply;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Keeps automation away from a target for some time, or gives it back. */
public final class PinForm extends VBox {

    private static final List<Duration> HOLDS =
            List.of(
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(8),
                    Duration.ofDays(1));
    private static final Duration USUAL = Duration.ofHours(1);

    private final Commands commands;
    private final Runnable done;
    private final Label title = Texts.wrapped("", "change-title");
    private final Label words = Texts.wrapped("", "change-moves");
    private final TextField reason = new TextField();
    private final HBox holds = new HBox(8);
    private final ToggleGroup hold = new ToggleGroup();
    private final Button button = new Button();
    private final Label off = Texts.wrapped("", "off-first");
    private @Nullable PinWish wish;
    private String gate = "";

    /** {@code done} is called when the fleet took it or it is not wanted any more. */
    public PinForm(Commands commands, Runnable done) {
        super(8);
        this.commands = commands;
        this.done = done;
        getStyleClass().addAll("panel", "plan-form");
        setId("pin-form");
        setMaxSize(520, USE_PREF_SIZE);
        reason.setPromptText("Reason, for the journal");
        reason.setId("pin-reason");
        reason.textProperty().addListener((_, _, _) -> refresh());
        List<ToggleButton> choices = new ArrayList<>();
        for (Duration each : HOLDS) {
            ToggleButton choice = new ToggleButton("for " + Times.age(each.toMillis()));
            choice.setId("pin-for-" + each.toMinutes());
            choice.setUserData(each);
            choice.getStyleClass().add("region-choice");
            choice.setToggleGroup(hold);
            choice.setSelected(each.equals(USUAL));
            choices.add(choice);
        }
        // One of them always counts: what is chosen cannot be taken away.
        hold.selectedToggleProperty()
                .addListener(
                        (_, before, now) -> {
                            if (now == null && before != null) {
                                before.setSelected(true);
                            }
                        });
        holds.getChildren().addAll(choices);
        button.setId("pin-set");
        button.getStyleClass().addAll("act", "go");
        button.setOnAction(_ -> ask());
        reason.setOnAction(_ -> button.fire());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("act");
        cancel.setOnAction(_ -> done.run());
        off.setId("pin-off");
        getChildren().addAll(title, words, reason, holds, new HBox(8, button, cancel), off);
    }

    /** Asks for {@code wanted}. */
    public void open(PinWish wanted, FleetView view) {
        wish = wanted;
        title.setText(wanted.heading());
        FleetState.Pin pin = view.fleet().state().pins().get(wanted.target());
        words.setText(
                wanted.on() || pin == null
                        ? wanted.meaning()
                        : "Pinned " + words(pin, view) + ". " + wanted.meaning());
        button.setText(wanted.on() ? "Pin it" : "Unpin it");
        for (javafx.scene.Node node : List.of(reason, holds)) {
            node.setVisible(wanted.on());
            node.setManaged(wanted.on());
        }
        gate = Asker.of(view, commands.off()).off(Role.OPERATOR, Scope.FLEET);
        reason.clear();
        refresh();
        if (wanted.on()) {
            reason.requestFocus();
        } else {
            button.requestFocus();
        }
    }

    /** A pin as people read it: {@code by ada until 12:00:00 UTC: “works of the carrier”}. */
    static String words(FleetState.Pin pin, FleetView view) {
        return "by "
                + pin.person().name()
                + " until "
                + Times.clockOrDay(pin.expiresAt(), view.at())
                + " UTC: \u201c"
                + pin.reason()
                + "\u201d";
    }

    /** The pin of {@code target} that still holds, null when there is none. */
    public static FleetState.@Nullable Pin held(Target target, FleetView view) {
        FleetState.Pin pin = view.fleet().state().pins().get(target);
        return pin == null || !pin.expiresAt().isAfter(view.at()) ? null : pin;
    }

    private void refresh() {
        PinWish wanted = wish;
        boolean reasonMissing = wanted != null && wanted.on() && reason.getText().isBlank();
        String why =
                !gate.isEmpty() ? gate : reasonMissing ? "Say why: the reason is journaled" : "";
        button.setDisable(!why.isEmpty());
        said(why.isEmpty() ? "" : why + ".", false);
    }

    private void said(String text, boolean bad) {
        Texts.set(off, text);
        off.getStyleClass().setAll("label", bad ? "stop" : "off-first");
    }

    private void ask() {
        PinWish wanted = wish;
        if (wanted == null) {
            return;
        }
        said("Asked\u2026", false);
        Duration time =
                hold.getSelectedToggle() != null
                                && hold.getSelectedToggle().getUserData() instanceof Duration chosen
                        ? chosen
                        : USUAL;
        FxReply.of(
                wanted.on()
                        ? commands.pin(wanted.target(), reason.getText().strip(), time)
                        : commands.unpin(wanted.target()),
                this::replied,
                broken -> said("Nobody answered: " + broken, true));
    }

    private void replied(Reply reply) {
        switch (reply) {
            case Reply.Done _, Reply.Planned _ -> done.run();
            case Reply.Refused refused -> said(refused.sentence(), true);
            case Reply.Unreachable lost -> said(lost.words(), true);
        }
    }
}
