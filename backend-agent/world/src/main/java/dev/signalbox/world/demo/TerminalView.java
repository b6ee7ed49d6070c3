package dev.signalbox.world.demo;

import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The same picture as the console's, in a hundred columns of text. Pure. */
final class TerminalView {

    /** The window whose figures are shown: the middle one, a minute. */
    private static final long WINDOW_MILLIS = 60_000;

    private TerminalView() {}

    /** The lines to show. */
    static List<String> lines(FleetView fleet, Truth.Calls calls, Duration up) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s   demo %02d:%02d   %,d calls begun, %,d answered, %,d failed",
                        JournalSentences.clock(fleet.at()),
                        up.toMinutes(),
                        up.toSecondsPart(),
                        calls.attempted(),
                        calls.answered(),
                        calls.failed()));
        lines.add(fleet.headline().severity().letter() + "  " + fleet.headline().sentence());
        if (!fleet.headline().reason().isEmpty()) {
            lines.add("   " + fleet.headline().reason());
        }
        for (RegionEntry entry : fleet.regions()) {
            lines.add("");
            lines.add(region(entry));
            lines.add(
                    "     trunk          state            share  calls/s   live     ASR  PDD p95"
                            + "  refused  silent");
            entry.view().trunks().forEach(trunk -> lines.add(trunk(trunk)));
            senses(entry.view().senses(), lines);
        }
        return lines;
    }

    /** What else is not well, and why calls end. */
    private static void senses(RegionSenses senses, List<String> lines) {
        for (HealthEntry health : senses.health()) {
            boolean shown =
                    switch (health.target()) {
                        case Target.Path _,
                                Target.Provider _,
                                Target.Dependency _,
                                Target.Service _ ->
                                health.severity() != Severity.WELL;
                        case Target.Region _, Target.Carrier _, Target.Trunk _ -> false;
                    };
            if (shown) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "  %s  %-24s %-15s %s",
                                health.severity().letter(),
                                health.title(),
                                health.state(),
                                health.finding()));
            }
        }
        if (!senses.causes().groups().isEmpty()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "     failed calls of the last minute: %d intent, %d infrastructure,"
                                    + " %d others; callers in silence now: %d",
                            failures(senses, Side.INTENT),
                            failures(senses, Side.INFRASTRUCTURE),
                            failures(senses, Side.CONFIGURATION)
                                    + failures(senses, Side.AMBIGUOUS)
                                    + failures(senses, Side.UNKNOWN),
                            senses.silence().silentNow()));
        }
    }

    private static long failures(RegionSenses senses, Side side) {
        return senses.causes().groups().stream()
                .filter(group -> group.tag().failure() && group.tag().side() == side)
                .mapToLong(CauseGroup::lastMinute)
                .sum();
    }

    private static String region(RegionEntry entry) {
        RegionView view = entry.view();
        return String.format(
                Locale.ROOT,
                "%s  %-12s %5.1f calls/s  %,6d live  %s%s",
                entry.stale() ? "~" : view.severity().letter(),
                view.title(),
                view.callsPerSecond(),
                view.liveCalls(),
                view.finding(),
                entry.stale() ? " (" + entry.ageMillis() / 1000 + " s old)" : "");
    }

    private static String trunk(TrunkView trunk) {
        WindowMeasures window =
                trunk.windows().stream()
                        .filter(w -> w.windowMillis() == WINDOW_MILLIS)
                        .findFirst()
                        .orElse(null);
        return String.format(
                Locale.ROOT,
                "  %s  %-14s %-15s %4d %%  %7.1f %6d  %6s  %7s  %7s  %6s",
                trunk.state().severity().letter(),
                trunk.carrierTitle(),
                state(trunk),
                trunk.sharePercent(),
                trunk.callsPerSecond(),
                trunk.liveCalls(),
                percent(window == null ? null : window.asr()),
                millis(window == null ? null : window.pddMillisP95()),
                window == null ? "-" : window.rejected(),
                window == null ? "-" : window.unanswered());
    }

    private static String state(TrunkView trunk) {
        return switch (trunk.state()) {
            case WELL -> "well";
            case INSUFFICIENT -> "too few calls";
            case SUSPECT -> "suspect";
            case FAILING -> "failing";
            case EXCLUDED -> "out of service";
            case RETURNING -> "returning";
        };
    }

    private static String percent(@Nullable Double ratio) {
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "-" : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
