package dev.signalbox.console;

import dev.signalbox.ctl.replay.Replay;
import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.fx.FxDoor;
import dev.signalbox.dashboards.part.replay.ReplayBand;
import dev.signalbox.dashboards.screen.NoteScreen;
import dev.signalbox.dashboards.shell.ConsoleView;
import dev.signalbox.dashboards.shell.ReplayFrame;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A console in its replay frame, with the player behind it. All but the player on the FX thread.
 */
final class ReplayRoom implements AutoCloseable {

    private final ReplayPlayer player;
    private final FxDoor<ReplayPlayer.Shown> door = new FxDoor<>(this::show);
    private final ConsoleView console;
    private final ReplayFrame frame;
    private final Consumer<ReplayPlayer.Shown> shown;
    private Instant at;

    /**
     * @param back what leaving is called
     * @param left a person leaves
     * @param shown is told of every picture that is shown
     */
    ReplayRoom(Replay replay, String back, Runnable left, Consumer<ReplayPlayer.Shown> shown) {
        this.shown = shown;
        at = replay.from();
        player = new ReplayPlayer(replay, door::offer, left);
        // Its clock is the recording's: nothing in it is older than it was then.
        console = new ConsoleView(() -> at, Commands.off(ReplayBand.COMMANDS_OFF));
        console.replay(
                () ->
                        new NoteScreen(
                                "This is a replay already",
                                "Its other screens show it, keys 1 to 8. Leave it to choose"
                                        + " another one."));
        frame = new ReplayFrame(console, back, player);
    }

    /** Shows the first second. */
    void start() {
        door.open();
        player.start();
    }

    /** What fills the window. */
    ReplayFrame frame() {
        return frame;
    }

    ConsoleView console() {
        return console;
    }

    ReplayPlayer player() {
        return player;
    }

    private void show(ReplayPlayer.Shown picture) {
        at = picture.view().at();
        console.show(picture.view());
        frame.show(picture.transport());
        shown.accept(picture);
    }

    @Override
    public void close() {
        player.close();
        door.close();
    }
}
