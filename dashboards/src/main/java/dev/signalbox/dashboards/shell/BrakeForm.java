package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.part.change.AskForm;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetState;
import java.util.concurrent.CompletionStage;

/** Stops automation in the whole fleet, or lets it go on: with a reason, never by one click. */
final class BrakeForm extends AskForm {

    private boolean on;

    /** {@code done} is called when the fleet took it or it is not wanted any more. */
    BrakeForm(Commands commands, Runnable done) {
        super("brake", commands, done);
    }

    /** Asks for the brake, or for its release when it is set. */
    void open(FleetView view) {
        FleetState.Brake brake = view.fleet().state().brake();
        on = brake == null;
        show(
                view,
                on ? "Brake on automation" : "Release the brake",
                on || brake == null
                        ? "Nothing moves by itself in the whole fleet until somebody releases it."
                                + " Plans by hand still work. One region alone: ./signalbox ctl"
                                + " brake."
                        : "Set by "
                                + brake.person().name()
                                + ": \u201c"
                                + brake.reason()
                                + "\u201d. Automation goes on where its rules enforce.",
                on ? "Set the brake" : "Release it",
                true);
    }

    @Override
    protected CompletionStage<Reply> asked(Commands commands, String reason) {
        return commands.brake("", on, reason);
    }
}
