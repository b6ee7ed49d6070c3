package dev.signalbox.dashboards.part.journal;

import dev.signalbox.dashboards.words.FleetRecordWords;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.quorum.FleetRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A record of a region's journal, or of the fleet's, as one row.
 *
 * @param id {@code journalId/sequence}
 * @param at when it was written, wall time of its agent
 * @param region whose journal, {@link #FLEET} for what the agents decided together
 * @param moved true when it is about a change of routes
 */
public record JournalRow(
        String id,
        Instant at,
        String time,
        String region,
        String kind,
        Sign sign,
        boolean moved,
        String sentence,
        Source source) {

    /** In place of a region: the journal that all agents keep together. */
    public static final String FLEET = "fleet";

    /** The record behind a row. */
    public sealed interface Source {

        /** Its place in its journal. */
        JournalEntry entry();

        /** Of a region's own journal. */
        record Region(JournalLine line) implements Source {
            @Override
            public JournalEntry entry() {
                return line.entry();
            }
        }

        /** Of the fleet's journal. */
        record Fleet(FleetLine line) implements Source {
            @Override
            public JournalEntry entry() {
                return line.entry();
            }
        }
    }

    /** The records of all journals, the fleet's too, the newest first. */
    public static List<JournalRow> newestFirst(FleetView view) {
        Instant now = view.at();
        return Stream.concat(
                        view.journal().stream().map(line -> of(line, now)),
                        view.fleet().lines().stream().map(line -> of(line, now)))
                .sorted(
                        Comparator.comparing(JournalRow::at)
                                .thenComparing(JournalRow::region)
                                .thenComparingLong(row -> row.source().entry().sequence())
                                .reversed())
                .toList();
    }

    private static JournalRow of(JournalLine line, Instant now) {
        JournalRecord content = line.record();
        boolean moved =
                content instanceof JournalRecord.MoveDecided
                        || content instanceof JournalRecord.MoveApplied
                        || (content instanceof JournalRecord.BreakerChanged breaker
                                && breaker.to() != BreakerState.TRIAL);
        return new JournalRow(
                line.entry().id(),
                content.at(),
                Times.clockOrDay(content.at(), now),
                line.region(),
                States.kind(content),
                Sign.of(States.weight(content)),
                moved,
                line.sentence(),
                new Source.Region(line));
    }

    private static JournalRow of(FleetLine line, Instant now) {
        FleetRecord content = line.record();
        return new JournalRow(
                line.entry().id(),
                content.at(),
                Times.clockOrDay(content.at(), now),
                FLEET,
                FleetRecordWords.kind(content),
                Sign.of(FleetRecordWords.weight(content)),
                FleetRecordWords.moves(content),
                line.sentence(),
                new Source.Fleet(line));
    }

    /** The sentence, with the region before it when it does not name it. */
    public String placed() {
        return switch (source) {
            case Source.Fleet _ -> sentence;
            case Source.Region _ -> sentence.contains(region) ? sentence : region + ": " + sentence;
        };
    }

    /** True when {@code filter} occurs in what is shown of it; an empty filter always does. */
    public boolean matches(String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || (region + " " + kind + " " + sentence + " " + id)
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }
}
