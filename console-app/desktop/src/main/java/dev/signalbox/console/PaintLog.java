package dev.signalbox.console;

import dev.signalbox.dashboards.fx.FxDoor;
import dev.signalbox.model.fleet.FleetView;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever measures when which version of each region was painted, one line of JSON for each
 * picture: {@code {"paintedMicros":1792,"versions":{"eu-central":17}}}. Microseconds are counted
 * from 1970 by the wall clock. Without a file it does nothing.
 */
final class PaintLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PaintLog.class.getName());

    private final @Nullable BufferedWriter lines;

    /** A slow disk must not keep the FX thread waiting: that is what is measured. */
    private final @Nullable ExecutorService writer;

    private PaintLog(@Nullable BufferedWriter lines) {
        this.lines = lines;
        this.writer =
                lines == null
                        ? null
                        : Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("paint-log").factory());
    }

    /** Tells nobody. */
    static PaintLog none() {
        return new PaintLog(null);
    }

    /**
     * Opens a new file.
     *
     * @param file null for none
     * @throws IOException when it cannot be written
     */
    static PaintLog open(@Nullable Path file) throws IOException {
        return new PaintLog(file == null ? null : Files.newBufferedWriter(file));
    }

    /** The views have this picture now; it is told of once it is painted. On the FX thread. */
    void shown(FleetView picture) {
        if (writer == null || picture.regions().isEmpty()) {
            return;
        }
        FxDoor.afterPaint(() -> painted(picture, Instant.now()));
    }

    private void painted(FleetView picture, Instant at) {
        ExecutorService thread = writer;
        if (thread == null) {
            return;
        }
        try {
            thread.execute(() -> write(line(picture, at)));
        } catch (RejectedExecutionException _) {
            // Closed in the meantime: nobody measures any more.
        }
    }

    /** Names of regions have no character that JSON would want escaped. */
    static String line(FleetView picture, Instant at) {
        return "{\"paintedMicros\":"
                + ChronoUnit.MICROS.between(Instant.EPOCH, at)
                + ",\"versions\":"
                + picture.regions().stream()
                        .map(entry -> entry.view())
                        .map(view -> "\"" + view.target().name() + "\":" + view.version())
                        .collect(Collectors.joining(",", "{", "}"))
                + "}";
    }

    private void write(String line) {
        BufferedWriter out = lines;
        if (out == null) {
            return;
        }
        try {
            out.write(line);
            out.newLine();
            out.flush();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a paint could not be noted: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the log of paints: {0}", e.getMessage());
            }
        }
    }
}
