package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.FleetConnection;
import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.JournalSentences;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fleet second by second. */
@Command(
        name = "watch",
        description = {
            "Repaints the status each second on a terminal, prints a line per second when piped.",
            "With --json: one object per line. Ends with Ctrl-C."
        },
        footer = {"", "Example: ./signalbox ctl watch --agent 127.0.0.1:7443"})
final class WatchCommand implements Callable<Integer> {

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J\u001b[3J";
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CtlMain root;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after this many pictures. Default: never.")
    private long count = Long.MAX_VALUE;

    WatchCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "--count " + count + ": at least 1, or leave it out to go on until Ctrl-C");
        }
        List<String> endpoints = root.endpoints().stream().map(Endpoint::toString).toList();
        AtomicReference<FleetView> latest = new AtomicReference<>();
        try (FleetConnection connection = new FleetConnection(endpoints, root.identity())) {
            connection.start(latest::set);
            long nextNanos = System.nanoTime() + SECOND_NANOS;
            boolean reached = false;
            for (long shown = 0; shown < count; ) {
                waitUntil(nextNanos);
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
                nextNanos += SECOND_NANOS;
                FleetView view = latest.get();
                if (view != null) {
                    show(view);
                    shown++;
                    reached =
                            !view.regions().isEmpty()
                                    && view.connections().stream()
                                            .noneMatch(c -> c.state() == State.BROKEN);
                }
            }
            return reached ? CtlMain.DONE : CtlMain.UNREACHABLE;
        }
    }

    private static void waitUntil(long nanos) {
        // parkNanos may return early.
        for (long left = nanos - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void show(FleetView view) {
        PrintWriter out = root.shell().out();
        if (root.json()) {
            out.println(StatusJson.of(view));
        } else if (root.shell().terminal()) {
            out.print(HOME_AND_CLEAR);
            out.println(JournalSentences.clock(view.at()) + "  Ctrl-C ends");
            out.println();
            StatusText.lines(view).forEach(out::println);
        } else {
            out.println(line(view));
        }
        out.flush();
    }

    /** One picture in one line. */
    static String line(FleetView view) {
        StringBuilder line = new StringBuilder(JournalSentences.clock(view.at()));
        line.append("  ").append(view.headline().sentence());
        for (RegionEntry entry : view.regions()) {
            line.append("  ")
                    .append(entry.view().target().name())
                    .append(
                            entry.stale()
                                    ? Words.format(" stale %d s", entry.ageMillis() / 1_000)
                                    : Words.format(
                                            " %s %,d calls",
                                            Words.of(entry.view().severity()),
                                            entry.view().liveCalls()));
        }
        return line.toString();
    }
}
