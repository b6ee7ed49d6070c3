package dev.signalbox.world.demo;

import dev.signalbox.world.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes the bundle of a run and has it proved, both by {@code ctl}. */
record RunBundle(CtlRunner ctl, Path directory) {

    /** The whole run as one file that can be played back, as an operator would make it. */
    FleetRun.Bundle make(Duration up) {
        Path file = directory.resolve("incident.sbx");
        try {
            String length = up.toMinutes() + 1 + "min";
            JsonNode exported =
                    ctl.run(
                            RunPki.OPERATOR,
                            List.of(
                                    "incident",
                                    "export",
                                    "--last",
                                    length,
                                    "--out",
                                    file.toString()));
            if (exported.has("error")) {
                return new FleetRun.Bundle(
                        file.toString(), false, exported.path("error").asString(""));
            }
            JsonNode proof =
                    ctl.run(RunPki.OPERATOR, List.of("incident", "verify", file.toString()));
            boolean good = proof.path("good").asBoolean(false);
            return new FleetRun.Bundle(file.toString(), good, good ? "" : proof.toString());
        } catch (IOException | Programs.MissingException e) {
            return new FleetRun.Bundle(file.toString(), false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FleetRun.Bundle(file.toString(), false, "interrupted");
        }
    }
}
