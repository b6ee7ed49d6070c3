package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.part.replay.TransportControls;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys that drive a replay; the help sheet lists them with the others. */
enum ReplayKey {
    PLAY(KeyCode.SPACE, "Space", "Play or pause"),
    STEP_BACK(KeyCode.COMMA, ",", "A second back"),
    STEP(KeyCode.PERIOD, ".", "A second on"),
    JUMP_BACK(KeyCode.OPEN_BRACKET, "[", "To the decision before"),
    JUMP(KeyCode.CLOSE_BRACKET, "]", "To the next decision");

    private final KeyCode code;
    private final String keys;
    private final String words;

    ReplayKey(KeyCode code, String keys, String words) {
        this.code = code;
        this.keys = keys;
        this.words = words;
    }

    /** As it is printed on the keyboard. */
    String keys() {
        return keys;
    }

    /** What it does. */
    String words() {
        return words;
    }

    /** The one that {@code event} is. */
    static Optional<ReplayKey> of(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return Optional.empty();
        }
        for (ReplayKey key : values()) {
            if (event.getCode() == key.code) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Does it. */
    void press(TransportControls controls) {
        switch (this) {
            case PLAY -> controls.playOrPause();
            case STEP_BACK -> controls.step(-1);
            case STEP -> controls.step(1);
            case JUMP_BACK -> controls.jump(false);
            case JUMP -> controls.jump(true);
        }
    }
}
