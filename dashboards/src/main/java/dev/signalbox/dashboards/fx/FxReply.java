package dev.signalbox.dashboards.fx;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Brings an answer that comes later to the FX thread. */
public final class FxReply {

    private FxReply() {}

    /**
     * Calls {@code receiver} on the FX thread with what {@code asked} completes with, or {@code
     * broken} with the words of what went wrong.
     */
    public static <T> void of(
            CompletionStage<T> asked, Consumer<T> receiver, Consumer<String> broken) {
        var _ =
                asked.whenComplete(
                        (answer, problem) ->
                                Platform.runLater(
                                        () -> {
                                            if (problem == null) {
                                                receiver.accept(answer);
                                            } else {
                                                broken.accept(String.valueOf(problem.getMessage()));
                                            }
                                        }));
    }
}
