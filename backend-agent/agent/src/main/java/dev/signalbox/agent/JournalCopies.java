package dev.signalbox.agent;

import dev.signalbox.agent.quorum.Quorum;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.Now;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives this region's own journal to the other regions, in order, each record once: they hold what
 * a cut-off end or a lost disk would take away. While the region is cut off it waits; then it goes
 * on where the copy ends. Used by one thread.
 */
final class JournalCopies {

    private static final int RECORDS_MAX = 64;
    private static final int CHARACTERS_MAX = 192 * 1024;
    private static final long PAUSE_MILLIS_MIN = 1_000;
    private static final long PAUSE_MILLIS_MAX = 60_000;

    private final String region;
    private final JournalSource journal;
    private final Quorum quorum;
    private final Asks asks;
    private volatile boolean underWay;
    private volatile long pauseMillis;
    private volatile long refusedNanos;
    private volatile String refusal = "";

    JournalCopies(String region, JournalSource journal, Quorum quorum, Asks asks) {
        this.region = region;
        this.journal = journal;
        this.quorum = quorum;
        this.asks = asks;
    }

    /** Sends the next records when there are some and none are under way. */
    void look(Now now) {
        if (underWay || now.millisSince(refusedNanos) < pauseMillis) {
            return;
        }
        String journalId = journal.last().journalId();
        long copied =
                quorum.copies().stream()
                        .filter(copy -> copy.journalId().equals(journalId))
                        .mapToLong(Quorum.Copy::sequence)
                        .findFirst()
                        .orElse(0);
        if (journal.last().sequence() <= copied) {
            return;
        }
        // Read before it is under way: what cannot be read now is read at the next look.
        FleetCommand sync = new FleetCommand.Sync(asks.next(), region, journalId, entries(copied));
        underWay = true;
        var _ =
                quorum.submit(sync)
                        .whenComplete(
                                (answer, failure) -> {
                                    answered(answer instanceof Refused r ? r : null, now);
                                    underWay = false;
                                });
    }

    private List<FleetCommand.Entry> entries(long after) {
        List<FleetCommand.Entry> entries = new ArrayList<>();
        int characters = 0;
        for (JournalEntry entry : journal.read(after, RECORDS_MAX)) {
            String body = new String(entry.body(), StandardCharsets.UTF_8);
            characters += body.length();
            if (!entries.isEmpty() && characters > CHARACTERS_MAX) {
                break;
            }
            entries.add(new FleetCommand.Entry(entry.sequence(), body, entry.hash()));
        }
        return entries;
    }

    /** What is refused now is refused again: asked later and later, and said once. */
    private void answered(@Nullable Refused refused, Now asked) {
        if (refused == null) {
            pauseMillis = 0;
            refusal = "";
            return;
        }
        refusedNanos = asked.nanos();
        pauseMillis = Math.clamp(2 * pauseMillis, PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
        if (!refused.sentence().equals(refusal)) {
            refusal = refused.sentence();
            System.getLogger(JournalCopies.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the others do not take this region''s journal: {0}",
                            refusal);
        }
    }
}
