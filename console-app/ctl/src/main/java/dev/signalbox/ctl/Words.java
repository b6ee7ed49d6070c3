package dev.signalbox.ctl;

import com.google.errorprone.annotations.FormatMethod;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** States and figures as operators read them. Not known is "-". */
final class Words {

    static final String UNKNOWN = "-";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final long MINUTE = 60_000;
    private static final long MINUTES_5 = 300_000;

    private Words() {}

    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String of(TrunkState state) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few calls";
            case SUSPECT -> "suspect";
            case FAILING -> "failing";
            case EXCLUDED -> "out of service";
            case RETURNING -> "returning";
        };
    }

    static String of(ProbeState state) {
        return switch (state) {
            case UNKNOWN -> "no result yet";
            case UNPROBEABLE -> "never answered";
            case GOOD -> "good";
            case FAILING -> "failing";
            case RECOVERING -> "recovering";
        };
    }

    static String of(JournalCondition condition) {
        return switch (condition) {
            case GOOD -> "good";
            case UNWRITABLE -> "cannot be written";
            case BROKEN -> "does not verify";
        };
    }

    static String of(ConnectionView.State state) {
        return switch (state) {
            case CONNECTING -> "connecting";
            case LIVE -> "live";
            case BROKEN -> "lost";
            case UNRECORDED -> "not recorded";
        };
    }

    static String of(GuardResult.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case WARN -> "warn";
            case BLOCK -> "block";
            case HARD -> "hard";
        };
    }

    static String of(Rules.Mode mode) {
        return switch (mode) {
            case OBSERVE -> "only observes";
            case ENFORCE -> "acts";
        };
    }

    static String of(PathView.State state) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few packets";
            case POOR -> "media suffers";
            case DOWN -> "nothing comes";
        };
    }

    static String of(ProviderView.State state) {
        return switch (state) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few calls";
            case SLOW -> "slow";
            case OVER_QUOTA -> "over quota";
            case FAILING -> "failing";
            case OPEN -> "out of service";
            case TRIAL -> "on trial";
            case CLOSING -> "returning";
        };
    }

    static String of(BreakerState state) {
        return switch (state) {
            case CLOSED -> "closed";
            case OPEN -> "open";
            case TRIAL -> "on trial";
            case CLOSING -> "closing";
        };
    }

    static String of(Rung rung) {
        return switch (rung) {
            case PRIMARY -> "primary";
            case DEGRADED -> "degraded";
            case HUMAN_QUEUE -> "human queue";
            case EMERGENCY -> "emergency";
        };
    }

    /** A stable name of a record as words: {@code last_usable_trunk} is "last usable trunk". */
    static String name(String stable) {
        return stable.replace('_', ' ');
    }

    /** The five-minute window of a trunk. */
    static Optional<WindowMeasures> fiveMinutes(List<WindowMeasures> windows) {
        return windows.stream().filter(w -> w.windowMillis() == MINUTES_5).findFirst();
    }

    /** The one-minute window of a provider. */
    static Optional<ProviderWindow> oneMinute(List<ProviderWindow> windows) {
        return windows.stream().filter(w -> w.windowMillis() == MINUTE).findFirst();
    }

    /** {@code 640 ms of 120}: 95th percentile of first responses and how many were timed. */
    static String firstResponse(List<ProviderWindow> windows) {
        return oneMinute(windows)
                .map(w -> millis(w.firstMillisP95()) + " of " + format("%,d", w.firstSamples()))
                .orElse(UNKNOWN);
    }

    /** {@code 12 of 40 failed}, of the last minute. */
    static String failures(List<ProviderWindow> windows) {
        return oneMinute(windows)
                .map(w -> format("%,d of %,d failed", w.failed(), w.calls()))
                .orElse(UNKNOWN);
    }

    static String millis(@Nullable Double millis) {
        return millis == null ? UNKNOWN : format("%,.0f ms", millis);
    }

    /** A ratio of 0 to 1: {@code 6.1 %}. */
    static String percent(@Nullable Double ratio) {
        return ratio == null ? UNKNOWN : format("%.1f %%", ratio * 100);
    }

    /** {@code 92 % of 540}: answered calls and how many attempts that stands on. */
    static String answered(List<WindowMeasures> windows) {
        return fiveMinutes(windows)
                .map(
                        w -> {
                            Double asr = w.asr();
                            return asr == null
                                    ? UNKNOWN
                                    : format("%.0f %% of %,d", asr * 100, w.finals());
                        })
                .orElse(UNKNOWN);
    }

    /** Post-dial delay, median and 95th percentile. */
    static String postDialDelay(List<WindowMeasures> windows) {
        return fiveMinutes(windows)
                .map(
                        w -> {
                            Double median = w.pddMillisP50();
                            Double p95 = w.pddMillisP95();
                            return median == null || p95 == null
                                    ? UNKNOWN
                                    : format("%,.0f / %,.0f ms", median, p95);
                        })
                .orElse(UNKNOWN);
    }

    /** {@code 00:14}, or {@code 2 h 05 min}. */
    static String elapsed(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        return seconds < 3_600
                ? format("%02d:%02d", seconds / 60, seconds % 60)
                : format("%d h %02d min", seconds / 3_600, seconds / 60 % 60);
    }

    @FormatMethod
    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Breaks a text into lines of at most {@code width} characters between words. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : SPACES.splitAsStream(text.strip()).toList()) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
