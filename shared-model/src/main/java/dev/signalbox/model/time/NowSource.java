package dev.signalbox.model.time;

import java.time.Instant;

/** Where a shell reads the time. Pure stages never see it: they get a {@link Now}. */
@FunctionalInterface
public interface NowSource {

    /** The present moment on both clocks. */
    Now now();

    /** The clocks of this machine. */
    static NowSource system() {
        return () -> new Now(System.nanoTime(), Instant.now());
    }
}
