package dev.signalbox.world.lab;

import dev.signalbox.world.process.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab}: the agent against real programs, with faults, measured from their own records. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Real calls (SIPp) over a real SBC (Kamailio) to two carriers, one of which breaks; the",
            "agent sees it and moves new calls. Results come from SIPp's, Kamailio's and a packet",
            "capture's own records."
        },
        footer = {
            "",
            "Example: ./signalbox lab --for 60s --fault reject503:carrier-a@15s --fault heal:carrier-a@40s",
            "Beside it: ./signalbox lab --no-agent (Kamailio's own dispatcher alone)"
        })
public final class LabCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MISSING = 4;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "40s",
            description = "How long new calls arrive. Default: ${DEFAULT-VALUE}.")
    private String length = "40s";

    @Option(
            names = "--rate",
            paramLabel = "CALLS/S",
            defaultValue = "20",
            description = "Mean of the Poisson arrivals. Default: ${DEFAULT-VALUE}.")
    private double ratePerSecond = 20;

    @Option(
            names = "--fault",
            paramLabel = "KIND:TARGET@TIME",
            description = {
                "freeze, reject503 or heal of carrier-a or carrier-b; may be repeated.",
                "Default: freeze:carrier-a@15s. \"none\": no fault."
            })
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of arrivals, lengths and outcomes. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--no-agent", description = "Leave the SBC to its own dispatcher.")
    private boolean withoutAgent;

    @Option(
            names = "--mark-failed",
            description = "The SBC's failure route marks destinations (ds_mark_dst).")
    private boolean markFailed;

    @Option(names = "--json", description = "The result as JSON, the last line of the output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        LabSettings settings;
        try {
            settings = settings();
        } catch (IllegalArgumentException e) {
            progress(e.getMessage() == null ? "" : e.getMessage());
            return USAGE;
        }
        try {
            Tools.require();
            return run(settings);
        } catch (Tools.MissingException e) {
            progress(e.getMessage() == null ? "" : e.getMessage());
            return MISSING;
        } catch (IOException e) {
            progress("The lab failed: " + e.getMessage());
            return FAILED;
        }
    }

    private LabSettings settings() {
        List<String> texts = faults.isEmpty() ? List.of("freeze:carrier-a@15s") : faults;
        List<Fault> parsed =
                texts.equals(List.of("none"))
                        ? List.of()
                        : texts.stream()
                                .map(Fault::parse)
                                .sorted(Comparator.comparing(Fault::after))
                                .toList();
        Duration until = Fault.duration(length);
        for (Fault fault : parsed) {
            if (fault.after().compareTo(until) >= 0) {
                throw new IllegalArgumentException(
                        "--for "
                                + length
                                + " ends before the fault at "
                                + fault.after().toMillis()
                                + " ms: make it longer");
            }
        }
        if (!(ratePerSecond > 0 && ratePerSecond <= 200) || until.isZero()) {
            throw new IllegalArgumentException(
                    "--rate " + ratePerSecond + " --for " + length + ": rate above 0, at most 200");
        }
        return new LabSettings(
                until,
                ratePerSecond,
                seed,
                parsed,
                !withoutAgent,
                markFailed,
                LabSettings.Sbc.DEFAULTS);
    }

    private Integer run(LabSettings settings) throws IOException, InterruptedException {
        Path home = home();
        try (RunDirectory directory = RunDirectory.create(home, "lab", Instant.now())) {
            Path run = directory.path();
            progress("run directory " + run);
            LabResult result;
            try (LabRun lab = new LabRun(settings, home, run, LabCommand::progress)) {
                Thread atEnd = new Thread(lab::close, "lab-end");
                Runtime.getRuntime().addShutdownHook(atEnd);
                result = lab.go();
            }
            String line = LabReport.json(result);
            Files.writeString(run.resolve("result.json"), line + "\n");
            out().print(LabReport.text(result));
            if (json) {
                out().println(line);
            }
            return DONE;
        }
    }

    /**
     * The repository's top folder: told by the launcher, else found above the working directory.
     */
    static Path home() throws IOException {
        String told = System.getProperty("signalbox.home");
        Path place = Path.of(told == null ? "" : told).toAbsolutePath();
        while (place != null && !Files.exists(SbcFiles.snippet(place))) {
            place = told == null ? place.getParent() : null;
        }
        if (place == null) {
            throw new IOException(
                    "installers/kamailio/signalbox.cfg is not there: run ./signalbox");
        }
        return place;
    }

    private static void progress(String words) {
        System.err.println(words);
    }

    private static PrintStream out() {
        return System.out;
    }
}
