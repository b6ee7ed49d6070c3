package dev.signalbox.dashboards.part.journal;

import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.States;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A journal record as one row.
 *
 * @param id {@code journalId/sequence}
 * @param moved true when it is about a change of routes
 */
public record JournalRow(
        String id,
        String time,
        String region,
        String kind,
        Sign sign,
        boolean moved,
        String sentence,
        JournalLine line) {

    /** The records of all journals, the newest first. */
    public static List<JournalRow> newestFirst(List<JournalLine> lines, Instant now) {
        return lines.stream()
                .sorted(
                        Comparator.comparing((JournalLine line) -> line.record().at())
                                .thenComparing(JournalLine::region)
                                .thenComparingLong(line -> line.entry().sequence())
                                .reversed())
                .map(line -> of(line, now))
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
                Times.clockOrDay(content.at(), now),
                line.region(),
                States.kind(content),
                Sign.of(States.weight(content)),
                moved,
                line.sentence(),
                line);
    }

    /** The sentence, with the region before it when it does not name it. */
    public String placed() {
        return sentence.contains(region) ? sentence : region + ": " + sentence;
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
