package dev.signalbox.model.fleet;

import dev.signalbox.model.policy.Rules;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the agent itself is.
 *
 * @param journalId its journal
 * @param journalSequence last record
 * @param journal whether it can be written and trusted
 * @param journalDetail what is the matter with it in words, empty when nothing is
 * @param routeEpoch of the decided route table
 * @param rules which automatic rules act
 * @param brake who stopped automation and why, null when nobody did
 * @param intake packets by result since start: {@code received}, {@code sip}, {@code
 *     dropped_queue_full}, {@code rejected_<reason>}
 * @param routers one per router
 * @param recorderTrouble why what consoles are told is not being recorded, empty while it is
 */
public record AgentStatus(
        String version,
        Instant startedAt,
        String journalId,
        long journalSequence,
        JournalCondition journal,
        String journalDetail,
        long routeEpoch,
        Rules rules,
        @Nullable BrakeView brake,
        SortedMap<String, Long> intake,
        List<RouterView> routers,
        String recorderTrouble) {

    /** An agent that records what it tells. */
    public AgentStatus(
            String version,
            Instant startedAt,
            String journalId,
            long journalSequence,
            JournalCondition journal,
            String journalDetail,
            long routeEpoch,
            Rules rules,
            @Nullable BrakeView brake,
            SortedMap<String, Long> intake,
            List<RouterView> routers) {
        this(
                version,
                startedAt,
                journalId,
                journalSequence,
                journal,
                journalDetail,
                routeEpoch,
                rules,
                brake,
                intake,
                routers,
                "");
    }

    /** Whether the journal can be written and trusted. */
    public enum JournalCondition {
        GOOD,
        /** No room, or the disk refuses: nothing new is decided. */
        UNWRITABLE,
        /** Does not verify: nothing new is decided. */
        BROKEN
    }

    /** The brake on automation. */
    public record BrakeView(String by, String reason, Instant since) {}

    /**
     * A router.
     *
     * @param reachable whether it answered last time
     * @param detail what is the matter, empty when nothing is
     */
    public record RouterView(String name, boolean reachable, String detail) {}
}
