package dev.signalbox.agent.quorum;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The agents that decide together, as one of them takes part. One agent alone is a quorum of one.
 * All methods return at once, from any thread.
 */
public interface Quorum extends AutoCloseable {

    /**
     * Asks for a decision. It is durable on a majority before the answer comes.
     *
     * @return failed with an {@link IllegalStateException} in words when there is no quorum or no
     *     answer in time: then it may or may not have been done, and the same command (the same id)
     *     may be asked for again
     */
    CompletableFuture<FleetAnswer> submit(FleetCommand command);

    /**
     * What was decided as far as it was applied here: to show and to plan by, never to decide by.
     */
    FleetState state();

    /** Who takes part and who leads, as this member sees it. */
    QuorumStatus status();

    /** The fleet's journal, as far as it was applied here. */
    JournalSource journal();

    /** Copies of regions' journals that are kept here. */
    List<Copy> copies();

    /** The copy of a region's journal. */
    Optional<JournalSource> copy(String journalId);

    /** Is called soon after something was applied here or the leader changed; returns soon. */
    void onChange(Runnable listener);

    @Override
    void close();

    /** A copy of a region's own journal. */
    record Copy(String region, String journalId, long sequence) {}
}
