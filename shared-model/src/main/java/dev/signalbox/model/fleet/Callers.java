package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What callers hear, from counted calls only. */
final class Callers {

    private static final long NOW_MILLIS = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private Callers() {}

    /** What new callers of a region hear while {@code wrong} is broken. */
    static String hear(RegionView region, Target wrong) {
        boolean out =
                region.trunks().stream()
                        .anyMatch(t -> t.target().equals(wrong) && t.sharePercent() == 0);
        // Calls that the excluded trunk lost before the move are not what callers hear now.
        return hear(region.trunks().stream().filter(t -> !out || !t.target().equals(wrong)));
    }

    /** What new callers of a region hear. */
    static String hear(RegionView region) {
        return hear(region.trunks().stream());
    }

    /** The last minute over all regions, in one sentence. */
    static String lastMinute(List<RegionEntry> regions) {
        List<WindowMeasures> windows =
                windows(regions.stream().flatMap(r -> r.view().trunks().stream()), MINUTE_MILLIS);
        long attempts = windows.stream().mapToLong(WindowMeasures::attempts).sum();
        if (attempts == 0) {
            return "No new calls in the last minute.";
        }
        return String.format(
                Locale.ROOT,
                "Carriers failed %,d of %,d new calls in the last minute.",
                failed(windows),
                attempts);
    }

    static String clock(Instant time) {
        return JournalSentences.clock(time);
    }

    private static String hear(Stream<TrunkView> trunks) {
        List<WindowMeasures> windows = windows(trunks, NOW_MILLIS);
        long attempts = windows.stream().mapToLong(WindowMeasures::attempts).sum();
        long failed = failed(windows);
        if (attempts == 0) {
            return "No new calls in the last 10 s.";
        }
        return failed == 0
                ? String.format(
                        Locale.ROOT, "None of %,d new calls failed in the last 10 s.", attempts)
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d new calls failed in the last 10 s.",
                        failed,
                        attempts);
    }

    private static List<WindowMeasures> windows(Stream<TrunkView> trunks, long windowMillis) {
        return trunks.flatMap(t -> t.windows().stream())
                .filter(w -> w.windowMillis() == windowMillis)
                .toList();
    }

    private static long failed(List<WindowMeasures> windows) {
        return windows.stream().mapToLong(w -> w.unanswered() + w.rejected()).sum();
    }
}
