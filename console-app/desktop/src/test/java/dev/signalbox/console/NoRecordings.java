package dev.signalbox.console;

import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.dashboards.screen.replay.ReplayRange;
import java.nio.file.Path;

/** Nobody has recorded anything. */
final class NoRecordings implements Recordings {

    @Override
    public Recording range(ReplayRange range) {
        throw new IllegalStateException("No agent is connected to read from.");
    }

    @Override
    public Recording bundle(Path file) {
        throw new IllegalStateException(file + ": no such file");
    }

    @Override
    public ReplayRange recorded() {
        throw new IllegalStateException("No agent has recorded anything yet.");
    }
}
