package dev.signalbox.agent;

import dev.signalbox.agent.act.RouteBoard;
import dev.signalbox.agent.act.RouteEndpoint;
import dev.signalbox.agent.config.AgentConfig.WorkersConfig;
import dev.signalbox.agent.parse.span.SpanReader;
import dev.signalbox.agent.wire.HttpDoor;
import dev.signalbox.agent.wire.OtlpReceiver;
import dev.signalbox.agent.wire.OutcomeEndpoint;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Where voice workers report and ask: spans, outcomes, and the routes they take. */
final class WorkerDoors implements AutoCloseable {

    private static final int BATCH = 4_096;

    /** A round takes no more, so that calls are not kept waiting by a flood of spans. */
    private static final int FACTS_PER_ROUND_MAX = 4 * BATCH;

    private final Policy policy;
    private final String region;
    private final NowSource clock;
    private final BiConsumer<String, Long> followed;
    private final RouteBoard board;
    private final OtlpReceiver spans;
    private final OutcomeEndpoint outcomes;
    private final HttpDoor http;
    private final List<WorkerFact> facts = new ArrayList<>();
    private final List<ConversationOutcome> ended = new ArrayList<>();

    /**
     * Opens both.
     *
     * @param followed gets a decision and the monotonic time at which the first worker had it; any
     *     thread
     * @throws IOException when an address cannot be bound; nothing stays open then
     */
    static WorkerDoors open(
            WorkersConfig config,
            Policy policy,
            String region,
            NowSource clock,
            BiConsumer<String, Long> followed)
            throws IOException {
        OtlpReceiver spans = OtlpReceiver.open(config.otlp(), new SpanReader()::read);
        RouteBoard board = new RouteBoard(clock, id -> followed.accept(id, clock.now().nanos()));
        try {
            return new WorkerDoors(config, policy, region, clock, followed, board, spans);
        } catch (IOException | RuntimeException e) {
            board.close();
            spans.close();
            throw e;
        }
    }

    private WorkerDoors(
            WorkersConfig config,
            Policy policy,
            String region,
            NowSource clock,
            BiConsumer<String, Long> followed,
            RouteBoard board,
            OtlpReceiver spans)
            throws IOException {
        this.policy = policy;
        this.region = region;
        this.clock = clock;
        this.followed = followed;
        this.board = board;
        this.spans = spans;
        String key = config.outcomeKey();
        outcomes =
                new OutcomeEndpoint(
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8), clock);
        http =
                HttpDoor.open(
                        config.http(),
                        Map.of(
                                "/v1/route",
                                new RouteEndpoint(region, board),
                                "/v1/outcomes",
                                outcomes));
    }

    /** Answers workers by these breakers from now on. */
    void tell(SortedMap<Target.Provider, Breaker> breakers, String decisionId) {
        Map<String, ServiceRoute> routes = new LinkedHashMap<>();
        for (Service service : policy.servicesOf(region)) {
            routes.put(service.name(), ServiceRoute.of(policy, region, service, breakers));
        }
        boolean seen = !board.publish(routes, decisionId.isEmpty() ? null : decisionId).isEmpty();
        if (!seen && !decisionId.isEmpty()) {
            // Nobody sees anything new, so nobody has to be waited for.
            followed.accept(decisionId, clock.now().nanos());
        }
    }

    /** Hands over what workers reported since the last call. */
    void drainTo(Senses senses) {
        int left = FACTS_PER_ROUND_MAX;
        int taken;
        do {
            facts.clear();
            taken = spans.drainTo(facts, BATCH);
            Now now = clock.now();
            facts.forEach(fact -> senses.accept(fact, now));
            left -= taken;
        } while (taken == BATCH && left > 0);
        ended.clear();
        outcomes.drainTo(ended, BATCH);
        Now now = clock.now();
        ended.forEach(outcome -> senses.accept(outcome, now));
    }

    InetSocketAddress otlpAddress() {
        return spans.localAddress();
    }

    InetSocketAddress httpAddress() {
        return http.localAddress();
    }

    SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = new TreeMap<>(spans.counters());
        counters.putAll(outcomes.counters());
        counters.putAll(http.counters());
        counters.put("routes_refused_busy", board.refusedBusy());
        return counters;
    }

    @Override
    public void close() {
        board.close();
        http.close();
        spans.close();
    }
}
