package dev.signalbox.agent.measure.ai;

import dev.signalbox.model.ai.CallResult;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of failed calls in words. */
final class FailureWords {

    private FailureWords() {}

    /** {@code 5 of the last 6 calls failed: 4 server errors, 1 timeout}. */
    static String failed(FailureWatch.Seen seen, Duration within) {
        String how =
                seen.results().entrySet().stream()
                        .sorted(Map.Entry.<CallResult, Long>comparingByValue().reversed())
                        .map(e -> e.getValue() + " " + words(e.getKey(), e.getValue() == 1))
                        .collect(Collectors.joining(", "));
        return share(seen, within) + " failed" + (how.isEmpty() ? "" : ": " + how);
    }

    /** {@code 6 of 40 calls in 30 s}, {@code 5 of the last 6 calls}. */
    static String share(FailureWatch.Seen seen, Duration within) {
        return seen.newest()
                ? seen.bad() + " of the last " + seen.calls() + " calls"
                : seen.bad() + " of " + seen.calls() + " calls in " + duration(within);
    }

    /** {@code 30 s}, {@code 500 ms}. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String words(CallResult result, boolean one) {
        return switch (result) {
            case OK -> "answered";
            case SERVER_ERROR -> one ? "server error" : "server errors";
            case QUOTA -> "refused for quota";
            case TIMEOUT -> one ? "timeout" : "timeouts";
            case CONNECTION -> one ? "connection error" : "connection errors";
            case CLIENT_ERROR -> one ? "client error" : "client errors";
            case CANCELLED -> "cancelled";
            case OTHER_ERROR -> one ? "other error" : "other errors";
        };
    }
}
