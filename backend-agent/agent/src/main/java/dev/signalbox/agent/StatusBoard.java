package dev.signalbox.agent;

import dev.signalbox.agent.wire.HepIntake;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.policy.Rules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * How the agent itself is: counters of the intake, routers, rules. Counting is safe from any
 * thread.
 */
final class StatusBoard {

    private final String version;
    private final Instant startedAt;
    private final Rules rules;
    private final ConcurrentSkipListMap<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private volatile Supplier<String> recorderTrouble = () -> "";
    private final Map<String, AgentStatus.RouterView> routers = new LinkedHashMap<>();

    StatusBoard(String version, Instant startedAt, Rules rules, List<String> routerNames) {
        this.version = version;
        this.startedAt = startedAt;
        this.rules = rules;
        routerNames.forEach(
                name ->
                        routers.put(
                                name, new AgentStatus.RouterView(name, false, "not asked yet")));
    }

    /** Where it is asked why nothing is recorded; from any thread. */
    void recorder(Supplier<String> trouble) {
        recorderTrouble = trouble;
    }

    /** One more of {@code name}. */
    void count(String name) {
        counter(name).increment();
    }

    /** Where {@code name} is counted, for those who count very often. */
    LongAdder counter(String name) {
        return counters.computeIfAbsent(name, _ -> new LongAdder());
    }

    /** A router was or was not reached; core thread only. */
    void router(String name, boolean reachable, String detail) {
        routers.put(name, new AgentStatus.RouterView(name, reachable, detail));
    }

    /** A router answers and does not take what is decided; core thread only. */
    void routerRefuses(String name, String reason) {
        routers.computeIfPresent(
                name, (_, _) -> new AgentStatus.RouterView(name, true, "refuses: " + reason));
    }

    /**
     * The status now; core thread only.
     *
     * @param more counters of others
     */
    AgentStatus of(
            DecisionLoop decisions, HepIntake hep, Mailbox mailbox, List<Map<String, Long>> more) {
        DecisionState state = decisions.state();
        DecisionState.Brake brake = state.brake();
        return new AgentStatus(
                version,
                startedAt,
                state.position().journalId(),
                state.position().sequence(),
                decisions.condition(),
                decisions.conditionDetail(),
                state.routes().epoch(),
                rules,
                brake == null
                        ? null
                        : new AgentStatus.BrakeView(brake.by(), brake.reason(), brake.since()),
                intake(hep, mailbox, more),
                List.copyOf(routers.values()),
                recorderTrouble.get());
    }

    private SortedMap<String, Long> intake(
            HepIntake hep, Mailbox mailbox, List<Map<String, Long>> more) {
        TreeMap<String, Long> intake = new TreeMap<>();
        more.forEach(intake::putAll);
        counters.forEach((name, count) -> intake.put(name, count.sum()));
        intake.putAll(hep.counters());
        intake.put("dropped_mailbox_full", mailbox.dropped());
        return intake;
    }
}
