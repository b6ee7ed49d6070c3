package dev.signalbox.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers a request that comes again as the first time, for as long as it remembers. What failed
 * was not done: it is asked for anew. Any thread.
 */
final class Once<T> {

    /** How many answers are remembered. */
    static final int KEPT_MAX = 64;

    private final Map<String, CompletableFuture<T>> answers = new LinkedHashMap<>();

    /**
     * The answer to a request.
     *
     * @param name of the request; without one it is asked each time
     */
    synchronized CompletableFuture<T> ask(String name, Supplier<CompletableFuture<T>> question) {
        if (name.isEmpty()) {
            return question.get();
        }
        CompletableFuture<T> known = answers.get(name);
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<T> asked = question.get();
        answers.remove(name);
        answers.put(name, asked);
        if (answers.size() > KEPT_MAX) {
            answers.remove(answers.keySet().iterator().next());
        }
        return asked;
    }
}
