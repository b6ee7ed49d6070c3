package dev.signalbox.dashboards.scene;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** The JavaFX thread for tests that look at nodes; needs {@code -Dglass.platform=Headless}. */
public final class Toolkit {

    private Toolkit() {}

    /** Runs {@code task} on the FX thread and waits for it. */
    public static <T> T call(Callable<T> task) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable run =
                () -> {
                    try {
                        done.complete(task.call());
                    } catch (Exception | AssertionError e) {
                        done.completeExceptionally(e);
                    }
                };
        try {
            Platform.setImplicitExit(false);
            Platform.startup(run);
        } catch (IllegalStateException e) {
            Platform.runLater(run);
        }
        return done.get(60, TimeUnit.SECONDS);
    }
}
