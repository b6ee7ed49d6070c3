package dev.signalbox.model.quorum;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a member keeps what the fleet decided: the fleet's journal, copies of the regions'
 * journals, the newest answers by command, and how far the quorum's log was applied. One writer;
 * any thread may read.
 */
public interface FleetStore extends AutoCloseable {

    /** So many answers are kept: a command that comes again within them is not done twice. */
    int ANSWERS_MAX = 4_096;

    /**
     * A place in the quorum's log.
     *
     * @param term of the leader that wrote it
     * @param index from 0; -1 before the first
     */
    record Mark(long term, long index) {

        /** Nothing applied yet. */
        public static final Mark NONE = new Mark(0, -1);
    }

    /**
     * What one entry of the quorum's log brings.
     *
     * @param mark the entry's place
     * @param records for the fleet's journal, following its last
     * @param copied records of a region's journal, or null
     * @param answered what was answered, null when the command has no name
     */
    record Step(
            Mark mark,
            List<JournalEntry> records,
            @Nullable Copied copied,
            @Nullable Answered answered) {
        public Step {
            records = List.copyOf(records);
        }
    }

    /**
     * Records of a region's journal, following those that are kept.
     *
     * @param entries at least one
     */
    record Copied(String region, List<JournalEntry> entries) {
        public Copied {
            entries = List.copyOf(entries);
        }
    }

    /** The answer to a command. */
    record Answered(String commandId, String answer) {}

    /** A region's journal as far as it is kept here. */
    record CopyHead(String region, Position position) {}

    /** How far the quorum's log is in here. */
    Mark mark();

    /** The fleet's own journal. */
    JournalSource journal();

    /** What was answered to this command, when it is among the newest {@link #ANSWERS_MAX}. */
    Optional<String> answer(String commandId);

    /** Copies of the regions' journals, by journal id. */
    List<CopyHead> copies();

    /** Where a copy ends; its start when there is none. */
    Position copyPosition(String journalId);

    /** The copy of a region's journal. */
    Optional<JournalSource> copy(String journalId);

    /**
     * Takes one step, all of it or nothing, durably.
     *
     * @throws IOException when it was not written
     */
    void apply(Step step) throws IOException;

    /**
     * Writes everything into {@code file}, durably.
     *
     * @throws IOException when it cannot be written
     */
    void snapshot(Path file) throws IOException;

    /**
     * Replaces everything by what {@link #snapshot} wrote, all of it or nothing.
     *
     * @throws IOException when {@code file} is none, is damaged, or is of another fleet
     */
    void restore(Path file) throws IOException;

    /**
     * SHA-256 over all that is kept, the same on members that have applied as far; 64 hexadecimal
     * digits.
     *
     * @throws IOException when it cannot be read
     */
    String digest() throws IOException;

    @Override
    void close();
}
