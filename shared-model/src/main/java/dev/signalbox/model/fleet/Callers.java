package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What callers hear, from counted calls only. */
final class Callers {

    private static final long NOW_MILLIS = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private Callers() {}

    /** What callers of a region hear while {@code wrong} is broken. */
    static String hear(RegionView region, Target wrong) {
        return switch (wrong) {
            case Target.Trunk trunk -> hearBeside(region, trunk);
            case Target.Provider _, Target.Service _, Target.Dependency _ ->
                    silenceIn(List.of(region));
            case Target.Path path -> quality(region, path);
            case Target.Region _, Target.Carrier _ -> hear(region);
        };
    }

    /** Who hears nothing now in these regions; empty when too little is known to say so. */
    static String silenceIn(List<RegionView> regions) {
        int silent = 0;
        int judged = 0;
        for (RegionView region : regions) {
            silent += region.senses().silence().silentNow();
            judged += region.senses().silence().judged();
        }
        if (silent > 0) {
            return String.format(
                    Locale.ROOT,
                    "%,d of %,d callers %s silence now.",
                    silent,
                    judged,
                    silent == 1 ? "hears" : "hear");
        }
        return judged == 0 ? "" : "No caller hears silence now.";
    }

    private static String quality(RegionView region, Target.Path path) {
        return region.senses().paths().stream()
                .filter(view -> view.path().equals(path))
                .map(PathView::quality)
                .map(PathQuality::mos)
                .filter(Objects::nonNull)
                .findFirst()
                .map(mos -> String.format(Locale.ROOT, "Calls on it would have MOS %.1f.", mos))
                .orElse("");
    }

    /** The trunk that was taken out does not count. */
    private static String hearBeside(RegionView region, Target.Trunk wrong) {
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

    /** Silence over all regions, in one sentence; empty when too little is known. */
    static String silence(List<RegionEntry> regions) {
        int judged = 0;
        int silent = 0;
        for (RegionEntry region : regions) {
            judged += region.view().senses().silence().judged();
            silent += region.view().senses().silence().silentNow();
        }
        if (judged == 0) {
            return "";
        }
        return silent == 0
                ? "No caller hears silence."
                : String.format(
                        Locale.ROOT, "%,d of %,d callers hear silence now.", silent, judged);
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
