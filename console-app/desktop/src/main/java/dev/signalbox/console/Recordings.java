package dev.signalbox.console;

import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.dashboards.screen.replay.ReplayRange;
import java.nio.file.Path;

/** Where replays come from. Each takes its time: not for the FX thread. */
interface Recordings {

    /**
     * What running agents told.
     *
     * @throws IllegalStateException in words when there is nothing to play
     */
    Recording range(ReplayRange range);

    /**
     * What a bundle holds.
     *
     * @throws IllegalStateException in words when it cannot be read
     */
    Recording bundle(Path file);

    /**
     * The time that running agents have recorded, from the oldest second of any of them.
     *
     * @throws IllegalStateException in words when none has recorded anything or none answers
     */
    ReplayRange recorded();
}
