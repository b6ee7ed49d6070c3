package dev.signalbox.world.demo;

import dev.signalbox.world.process.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code ctl} as a person would, with that person's certificate, and reads its JSON. */
final class CtlRunner {

    private static final long ANSWER_SECONDS = 40;

    private final Programs programs;
    private final RunPki pki;
    private final List<String> agents;
    private final Path log;

    /**
     * @param agents {@code host:port} each, asked in this order
     * @param log gets what ctl says beside its answer
     */
    CtlRunner(Programs programs, RunPki pki, List<String> agents, Path log) {
        this.programs = programs;
        this.pki = pki;
        this.agents = List.copyOf(agents);
        this.log = log;
    }

    /**
     * One command.
     *
     * @param person whose certificate is shown
     * @return its answer; with the key {@code error} when there was none
     * @throws IOException when the program cannot be run
     */
    JsonNode run(String person, List<String> command)
            throws IOException, InterruptedException, Programs.MissingException {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--json");
        arguments.add("--identity");
        arguments.add(pki.identity(person).toString());
        for (String agent : agents) {
            arguments.add("--agent");
            arguments.add(agent);
        }
        Process process =
                new ProcessBuilder(programs.command(Programs.Program.CTL, arguments))
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        String text;
        try (InputStream out = process.getInputStream()) {
            text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("ctl " + command + " did not end, see " + log);
        }
        String last = text.substring(text.lastIndexOf('\n') + 1);
        try {
            return JsonMapper.shared().readTree(last);
        } catch (JacksonException e) {
            throw new IOException("ctl " + command + " answered \"" + last + "\", see " + log, e);
        }
    }
}
