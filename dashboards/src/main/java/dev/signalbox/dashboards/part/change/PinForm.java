package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Keeps automation away from a target for some time, or gives it back. */
public final class PinForm extends AskForm {

    private static final List<Duration> HOLDS =
            List.of(
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(8),
                    Duration.ofDays(1));
    private static final Duration USUAL = Duration.ofHours(1);

    private final ToggleGroup hold;
    private @Nullable PinWish wish;

    /** {@code done} is called when the fleet took it or it is not wanted any more. */
    public PinForm(Commands commands, Runnable done) {
        this(commands, done, new ToggleGroup());
    }

    private PinForm(Commands commands, Runnable done, ToggleGroup hold) {
        super("pin", commands, done, holds(hold));
        this.hold = hold;
    }

    private static HBox holds(ToggleGroup hold) {
        HBox holds = new HBox(8);
        for (Duration each : HOLDS) {
            ToggleButton choice = new ToggleButton("for " + Times.age(each.toMillis()));
            choice.setId("pin-for-" + each.toMinutes());
            choice.setUserData(each);
            choice.getStyleClass().add("region-choice");
            choice.setToggleGroup(hold);
            choice.setSelected(each.equals(USUAL));
            holds.getChildren().add(choice);
        }
        // One of them always counts: what is chosen cannot be taken away.
        hold.selectedToggleProperty()
                .addListener(
                        (_, before, now) -> {
                            if (now == null && before != null) {
                                before.setSelected(true);
                            }
                        });
        return holds;
    }

    /** Asks for {@code wanted}. */
    public void open(PinWish wanted, FleetView view) {
        wish = wanted;
        FleetState.Pin pin = view.fleet().state().pins().get(wanted.target());
        show(
                view,
                wanted.heading(),
                wanted.on() || pin == null
                        ? wanted.meaning()
                        : "Pinned " + words(pin, view) + ". " + wanted.meaning(),
                wanted.on() ? "Pin it" : "Unpin it",
                wanted.on());
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

    @Override
    protected CompletionStage<Reply> asked(Commands commands, String reason) {
        PinWish wanted = wish;
        if (wanted == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("nothing is asked for"));
        }
        Duration time =
                hold.getSelectedToggle() != null
                                && hold.getSelectedToggle().getUserData() instanceof Duration chosen
                        ? chosen
                        : USUAL;
        return wanted.on()
                ? commands.pin(wanted.target(), reason, time)
                : commands.unpin(wanted.target());
    }
}
