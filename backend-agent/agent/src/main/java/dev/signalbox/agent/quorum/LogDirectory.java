package dev.signalbox.agent.quorum;

import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.quorum.FleetStore.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;

/**
 * The directory of the quorum's log, made ready for Ratis. A log that cannot be trusted is moved
 * aside, and a new one begins where the store ends: with the term and the vote it had, so that it
 * never votes twice in a term.
 */
final class LogDirectory {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String CATCHING_UP = "catching-up";

    private final Path directory;
    private final UUID group;
    private final FleetStore store;

    LogDirectory(Path directory, UUID group, FleetStore store) {
        this.directory = directory;
        this.group = group;
        this.store = store;
    }

    /**
     * Makes it ready.
     *
     * @param alone a group of one has applied to its store all that it ever acknowledged; a member
     *     of several may have acknowledged more, and must catch up before it votes
     * @return what was done, in words; empty when nothing had to be
     */
    String prepare(boolean alone, Instant now) throws IOException {
        finishMove();
        return switch (LogScrub.scrub(groupDirectory())) {
            case LogScrub.Finding.Whole _ -> {
                if (formatted() || store.mark().equals(Mark.NONE)) {
                    Files.createDirectories(directory);
                    yield "";
                }
                build(alone);
                Files.deleteIfExists(directory);
                finishMove();
                yield directory + " held no log: it begins anew where the fleet's store ends";
            }
            case LogScrub.Finding.Cut cut ->
                    cut.file()
                            + ": an unfinished entry of "
                            + cut.bytes()
                            + " bytes was cut off its end; it was never acknowledged";
            case LogScrub.Finding.Damaged damaged -> {
                build(alone);
                Path aside =
                        directory.resolveSibling(
                                directory.getFileName() + "-damaged-" + STAMP.format(now));
                Files.move(directory, aside);
                finishMove();
                yield damaged.sentence()
                        + ". The log was moved to "
                        + aside
                        + "; a new one begins where the fleet's store ends"
                        + (alone ? "" : ", and the other members send what is missing");
            }
        };
    }

    /** A crash between both moves leaves the new directory under its first name, complete. */
    private void finishMove() throws IOException {
        if (!Files.exists(directory) && Files.exists(meta(unfinished()))) {
            Files.move(unfinished(), directory, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void build(boolean alone) throws IOException {
        Path fresh = unfinished();
        remove(fresh);
        Path snapshots = fresh.resolve(group.toString()).resolve("sm");
        Files.createDirectories(snapshots);
        Files.createDirectories(fresh.resolve(group.toString()).resolve("current"));
        if (!alone) {
            Files.writeString(
                    fresh.resolve(CATCHING_UP),
                    "This member does not vote before it has caught up.\n");
        }
        Mark mark = store.mark();
        if (!mark.equals(Mark.NONE)) {
            FleetMachine.write(
                    store,
                    snapshots.resolve(
                            SimpleStateMachineStorage.getSnapshotFileName(
                                    mark.term(), mark.index())));
        }
        // Last: with it the directory is complete.
        if (Files.exists(meta(directory))) {
            Files.copy(meta(directory), meta(fresh));
        } else {
            Files.writeString(meta(fresh), "term=" + mark.term() + "\nvotedFor=\n");
        }
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Whether Ratis finds a log here. */
    boolean formatted() {
        return Files.exists(meta(directory));
    }

    /** Whether this member has yet to get what it may have acknowledged and lost. */
    boolean mustCatchUp() {
        return Files.exists(directory.resolve(CATCHING_UP));
    }

    void caughtUp() throws IOException {
        Files.deleteIfExists(directory.resolve(CATCHING_UP));
    }

    private Path groupDirectory() {
        return directory.resolve(group.toString());
    }

    private Path unfinished() {
        return directory.resolveSibling(directory.getFileName() + ".new");
    }

    private Path meta(Path of) {
        return of.resolve(group.toString()).resolve("current").resolve("raft-meta");
    }
}
