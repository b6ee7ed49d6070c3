package dev.signalbox.ctl;

import dev.signalbox.ctl.incident.Bundle;
import dev.signalbox.ctl.incident.BundleCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Proves a bundle; asks no agent. */
@Command(
        name = "verify",
        description = {
            "Proves a bundle: no byte was altered since it was made, every journal's chain follows",
            "from its first record, every recorded second names records of these journals, and the",
            "routes consoles were told last are those that the journals decide.",
            "Who could make a new bundle could make a new seal: compare it with the one that export",
            "printed (--seal)."
        },
        footer = {"", "Example: ./signalbox ctl incident verify night.sbx"})
final class IncidentVerifyCommand implements Callable<Integer> {

    private final CtlMain root;

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    private Path file = Path.of("");

    @Option(
            names = "--seal",
            paramLabel = "SHA256",
            description = "The seal that was printed when the bundle was made.")
    private @Nullable String seal;

    IncidentVerifyCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ObjectNode answer = Json.object().put("file", file.toString());
        Bundle bundle;
        try {
            bundle = Bundle.open(file);
        } catch (IOException e) {
            return bad(answer, String.valueOf(e.getMessage()));
        }
        String expected = seal;
        if (expected != null && !expected.equals(bundle.seal())) {
            return bad(
                    answer,
                    file + ": another bundle: its seal is " + bundle.seal() + ", not " + expected);
        }
        BundleCheck.Outcome outcome = BundleCheck.of(bundle);
        answer.put("good", outcome.good())
                .put("seal", bundle.seal())
                .put("from", Json.time(bundle.manifest().from()))
                .put("to", Json.time(bundle.manifest().to()))
                .put("madeAt", Json.time(bundle.manifest().madeAt()))
                .put("by", bundle.manifest().by())
                .put("records", outcome.records())
                .put("seconds", outcome.seconds())
                .put("positions", outcome.positions())
                .put("tables", outcome.tables());
        ArrayNode problems = answer.putArray("problems");
        outcome.problems()
                .forEach(
                        problem ->
                                problems.addObject()
                                        .put("entry", problem.entry())
                                        .put("sentence", problem.sentence()));
        if (root.json()) {
            root.print(answer);
        } else {
            tell(bundle, outcome);
        }
        return outcome.good() ? CtlMain.DONE : CtlMain.FAILED;
    }

    private void tell(Bundle bundle, BundleCheck.Outcome outcome) {
        var out = root.shell().out();
        out.println(
                file
                        + ": "
                        + (outcome.good() ? "good" : "NOT GOOD")
                        + ", "
                        + bundle.manifest().from()
                        + " to "
                        + bundle.manifest().to()
                        + ", made by "
                        + bundle.manifest().by());
        out.println(
                Words.format(
                        "  %,d entries as they were written, %,d records chained, %,d seconds,",
                        bundle.manifest().entries().size(), outcome.records(), outcome.seconds()));
        out.println(
                Words.format(
                        "  %,d positions in journals, %,d route tables as the journals decide",
                        outcome.positions(), outcome.tables()));
        out.println("  seal " + bundle.seal());
        bundle.manifest().missing().forEach(words -> out.println("  missing: " + words));
        outcome.problems()
                .forEach(
                        problem -> out.println("  " + problem.entry() + ": " + problem.sentence()));
    }

    private int bad(ObjectNode answer, String words) {
        root.shell().err().println("ctl: " + words);
        if (root.json()) {
            answer.put("good", false)
                    .putArray("problems")
                    .addObject()
                    .putNull("entry")
                    .put("sentence", words);
            root.print(answer);
        }
        return CtlMain.FAILED;
    }
}
