package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the voice worker reported of one conversation, whatever the order of its spans. All times
 * are by that worker's clock and only compared with each other.
 */
final class WorkerFacts {

    /** More than any chain has. */
    private static final int USES_MAX = 8;

    /** A caller who waits longer for an answer has been left alone. */
    static final Duration UNANSWERED = Duration.ofSeconds(4);

    /** Callers notice a pause after this long. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    /** Calls of the conversation to one provider or dependency. */
    static final class Use {
        final Map<CallResult, Integer> results = new EnumMap<>(CallResult.class);
        int slow;
        double slowestMillis;
        double limitMillis;
        @Nullable Instant lastTrouble;
        @Nullable Instant lastGood;

        int calls() {
            int sum = 0;
            for (var entry : results.entrySet()) {
                sum += entry.getKey() == CallResult.CANCELLED ? 0 : entry.getValue();
            }
            return sum;
        }

        int dead() {
            int sum = 0;
            for (var entry : results.entrySet()) {
                sum += entry.getKey().dead() ? entry.getValue() : 0;
            }
            return sum;
        }

        int of(CallResult result) {
            return results.getOrDefault(result, 0);
        }

        /** The newest call went wrong or was slow. */
        boolean troubledLast() {
            return lastTrouble != null && (lastGood == null || !lastTrouble.isBefore(lastGood));
        }

        /** At least two, or a third: one bad call in a long conversation does not spoil it. */
        boolean troubledBy(int count) {
            return count >= 2 || (count >= 1 && count * 3 >= calls());
        }

        void add(Use other) {
            other.results.forEach((result, count) -> results.merge(result, count, Integer::sum));
            slow += other.slow;
            slowestMillis = Math.max(slowestMillis, other.slowestMillis);
            limitMillis = Math.max(limitMillis, other.limitMillis);
            lastTrouble = later(lastTrouble, other.lastTrouble);
            lastGood = later(lastGood, other.lastGood);
        }

        String failures() {
            StringJoiner words = new StringJoiner(", ");
            results.forEach(
                    (result, count) -> {
                        if (result.failed()) {
                            String word = result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                            words.add(count + " " + word);
                        }
                    });
            return words.toString();
        }
    }

    private final SortedMap<String, Use> providers = new TreeMap<>();
    private final SortedMap<String, Use> dependencies = new TreeMap<>();
    private @Nullable Instant lastQuestion;
    private @Nullable Instant lastSound;
    private @Nullable Instant end;
    private @Nullable Instant lastTurnStart;
    private double lastTurnUnansweredMillis;
    private int spans;

    void accept(WorkerFact fact, double slowLimitMillis) {
        spans++;
        WorkerFact.Origin origin = fact.origin();
        switch (fact) {
            case WorkerFact.ProviderCall call -> provider(call, slowLimitMillis);
            case WorkerFact.DependencyCall call -> {
                Use use = use(dependencies, call.dependency());
                if (use != null) {
                    count(use, call.result(), false, origin.endedAt());
                }
            }
            case WorkerFact.Turn turn -> turn(turn);
            case WorkerFact.Conversation ignored -> end = later(end, origin.endedAt());
        }
    }

    private void provider(WorkerFact.ProviderCall call, double slowLimitMillis) {
        WorkerFact.Origin origin = call.origin();
        Double first = call.firstMillis();
        boolean answered = call.result() == CallResult.OK;
        Stage stage = call.stage();
        if (stage == Stage.STT && answered) {
            lastQuestion = later(lastQuestion, origin.endedAt());
        }
        if ((stage == Stage.TTS || stage == Stage.REALTIME) && answered) {
            double soundMillis = first == null ? origin.durationMillis() : first;
            lastSound =
                    later(
                            lastSound,
                            origin.startedAt().plusNanos((long) (soundMillis * 1_000_000)));
        }
        Use use = use(providers, title(call));
        if (use == null) {
            return;
        }
        boolean slow = answered && first != null && first > slowLimitMillis;
        use.limitMillis = Math.max(use.limitMillis, slowLimitMillis);
        if (slow && first != null) {
            use.slow++;
            use.slowestMillis = Math.max(use.slowestMillis, first);
        }
        count(use, call.result(), slow, origin.endedAt());
    }

    private static String title(WorkerFact.ProviderCall call) {
        String region = call.provider().modelRegion();
        return call.stage().name()
                + " "
                + call.provider().name()
                + (region == null ? "" : "/" + region);
    }

    private static void count(Use use, CallResult result, boolean slow, Instant at) {
        use.results.merge(result, 1, Integer::sum);
        if (slow || (result.failed() && result != CallResult.CLIENT_ERROR)) {
            use.lastTrouble = later(use.lastTrouble, at);
        } else if (result == CallResult.OK) {
            use.lastGood = later(use.lastGood, at);
        }
    }

    private void turn(WorkerFact.Turn turn) {
        WorkerFact.Origin origin = turn.origin();
        Double answer = turn.answerMillis();
        double unanswered = 0;
        if (answer != null) {
            unanswered = answer;
        } else if (!turn.interrupted()) {
            unanswered = origin.durationMillis();
        }
        lastTurn(origin.startedAt(), unanswered);
    }

    private void lastTurn(Instant start, double unansweredMillis) {
        if (lastTurnStart == null || start.isAfter(lastTurnStart)) {
            lastTurnStart = start;
            lastTurnUnansweredMillis = unansweredMillis;
        } else if (start.equals(lastTurnStart)) {
            lastTurnUnansweredMillis = Math.max(lastTurnUnansweredMillis, unansweredMillis);
        }
    }

    private static @Nullable Use use(SortedMap<String, Use> uses, String name) {
        Use use = uses.get(name);
        if (use == null && uses.size() < USES_MAX) {
            use = new Use();
            uses.put(name, use);
        }
        return use;
    }

    /** Adds what was reported under another name of the same conversation. */
    void add(WorkerFacts other) {
        spans += other.spans;
        other.providers.forEach((name, of) -> add(providers, name, of));
        other.dependencies.forEach((name, of) -> add(dependencies, name, of));
        lastQuestion = later(lastQuestion, other.lastQuestion);
        lastSound = later(lastSound, other.lastSound);
        end = later(end, other.end);
        if (other.lastTurnStart != null) {
            lastTurn(other.lastTurnStart, other.lastTurnUnansweredMillis);
        }
    }

    private static void add(SortedMap<String, Use> uses, String name, Use of) {
        Use use = use(uses, name);
        if (use != null) {
            use.add(of);
        }
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    SortedMap<String, Use> providers() {
        return providers;
    }

    SortedMap<String, Use> dependencies() {
        return dependencies;
    }

    int spans() {
        return spans;
    }

    /** The span of the conversation itself came; it is the last of its spans. */
    boolean ended() {
        return end != null;
    }

    /** The caller was waiting for an answer when the call ended, for a second or more. */
    boolean waitingAtEnd() {
        return openQuestionMillis() >= NOTICED.toMillis() || unansweredSeconds() > 0;
    }

    /** Seconds that the caller had waited for the last answer, from 4 s on; 0 when less. */
    double unansweredSeconds() {
        double millis = Math.max((double) openQuestionMillis(), lastTurnUnansweredMillis);
        return millis > UNANSWERED.toMillis() ? millis / 1e3 : 0;
    }

    private long openQuestionMillis() {
        boolean open =
                lastQuestion != null && (lastSound == null || lastSound.isBefore(lastQuestion));
        return open && lastQuestion != null && end != null
                ? Duration.between(lastQuestion, end).toMillis()
                : 0;
    }
}
