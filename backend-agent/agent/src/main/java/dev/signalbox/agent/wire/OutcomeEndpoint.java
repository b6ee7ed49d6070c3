package dev.signalbox.agent.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /v1/outcomes}: how conversations ended, signed by who reports it, into a bounded
 * queue. A request is taken whole or not at all, so that it can be sent again. What is refused is
 * counted by reason.
 */
public final class OutcomeEndpoint implements HttpHandler {

    /** Outcomes that may wait. */
    public static final int QUEUE_OUTCOMES = 8_192;

    /** The most a body may have. */
    public static final int BODY_BYTES_MAX = 64 << 10;

    /** Ids that are remembered: the conversations of some hours of a busy region. */
    static final int IDS_MAX = 50_000;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private record Answer(int status, Map<String, Object> body, String reason) {
        static Answer refusal(int status, String words, String reason) {
            return new Answer(status, Map.of("error", words), reason);
        }
    }

    private final @Nullable OutcomeSignature signature;
    private final NowSource clock;
    private final ArrayBlockingQueue<ConversationOutcome> queue;
    private final NewestSet<String> ids = new NewestSet<>(IDS_MAX);
    private final Counters counters = new Counters();

    /**
     * @param key of the HMAC, null refuses every outcome
     */
    public OutcomeEndpoint(byte @Nullable [] key, NowSource clock) {
        this(key, clock, QUEUE_OUTCOMES);
    }

    OutcomeEndpoint(byte @Nullable [] key, NowSource clock, int queueOutcomes) {
        this.signature = key == null || key.length == 0 ? null : new OutcomeSignature(key);
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(queueOutcomes);
    }

    /**
     * Moves outcomes that wait, oldest first and at most {@code max}, without waiting.
     *
     * @return how many were moved
     */
    public int drainTo(Collection<? super ConversationOutcome> into, int max) {
        return queue.drainTo(into, max);
    }

    /** Counts since the start, by reason; every name begins with {@code outcomes_}. */
    public SortedMap<String, Long> counters() {
        return counters.all();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            answer = Answer.refusal(405, "POST it", "method");
        } else {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            answer = answer(exchange, body);
        }
        if (answer.status() != 202) {
            counters.add("outcomes_refused_" + answer.reason());
        }
        byte[] json = MAPPER.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), json.length);
        exchange.getResponseBody().write(json);
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        if (signature == null) {
            return Answer.refusal(
                    401,
                    "this agent has no key for outcomes: set workers.outcomeKeyFile in agent.yaml",
                    "no_key");
        }
        if (body.length > BODY_BYTES_MAX) {
            return Answer.refusal(413, "a body has at most 64 KiB", "too_large");
        }
        String signed = exchange.getRequestHeaders().getFirst("X-Signalbox-Signature");
        String timestamp = exchange.getRequestHeaders().getFirst("X-Signalbox-Timestamp");
        return switch (signature.judge(timestamp, signed, body, clock.now().wall())) {
            case MISSING ->
                    Answer.refusal(
                            401,
                            "X-Signalbox-Timestamp and X-Signalbox-Signature are needed",
                            "no_signature");
            case WRONG ->
                    Answer.refusal(
                            401,
                            "wrong signature: sha256=<hex HMAC-SHA256(key, timestamp + \".\" + body)>",
                            "wrong_signature");
            case TOO_OLD ->
                    Answer.refusal(
                            401,
                            "the timestamp is more than 5 minutes off this agent's clock",
                            "timestamp_off");
            case USED -> Answer.refusal(409, "this signature was used before", "replayed");
            case FULL -> Answer.refusal(503, "too many requests, try later", "memory_full");
            case GOOD -> read(signature, String.valueOf(signed), body);
        };
    }

    private Answer read(OutcomeSignature good, String signed, byte[] body) {
        try {
            List<ConversationOutcome> outcomes = OutcomeJson.read(body);
            Answer answer = take(outcomes);
            if (answer.status() == 503) {
                good.forget(signed);
            }
            return answer;
        } catch (OutcomeJson.WrongException e) {
            return Answer.refusal(400, String.valueOf(e.getMessage()), "bad_json");
        }
    }

    private synchronized Answer take(List<ConversationOutcome> outcomes) {
        List<ConversationOutcome> fresh = new ArrayList<>();
        Set<String> within = new HashSet<>();
        for (ConversationOutcome outcome : outcomes) {
            if (!ids.contains(outcome.id()) && within.add(outcome.id())) {
                fresh.add(outcome);
            }
        }
        // Only this method adds, so the room can only grow until all are in.
        if (queue.remainingCapacity() < fresh.size()) {
            return Answer.refusal(503, "busy, send it again", "queue_full");
        }
        for (ConversationOutcome outcome : fresh) {
            queue.add(outcome);
            ids.add(outcome.id());
        }
        int repeated = outcomes.size() - fresh.size();
        counters.add("outcomes_taken", fresh.size());
        counters.add("outcomes_repeated", repeated);
        return new Answer(202, Map.of("accepted", fresh.size(), "repeated", repeated), "");
    }
}
