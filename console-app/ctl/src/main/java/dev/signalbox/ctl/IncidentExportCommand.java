package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.ctl.incident.Gathering;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.model.trust.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a bundle. */
@Command(
        name = "export",
        description = {
            "Makes one file of a range of time: what every agent told consoles, second by second,",
            "and all journals with their chains. It prints the seal: whoever keeps it can tell",
            "later that the file is still the same."
        },
        footer = {"", "Example: ./signalbox ctl incident export --last 30min --out night.sbx"})
final class IncidentExportCommand implements Callable<Integer> {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,4})(s|min|h)");

    private final CtlMain root;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Its begin, for example 2026-11-20T03:12:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Its end. Default: now.")
    private @Nullable String to;

    @Option(
            names = "--last",
            paramLabel = "SPAN",
            description = "Instead of --from: so long before the end. Default: 30min.")
    private @Nullable String last;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    private Path out = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who makes it, where agents have no certificates: else the certificate says."
                            + " Default: the user's name.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--force", description = "Replaces the file when it is there already.")
    private boolean force;

    IncidentExportCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        // Recordings are told by seconds, and people read no finer.
        Instant now = root.shell().clock().now().wall().truncatedTo(ChronoUnit.SECONDS);
        Instant end = to == null ? now : time("--to", to);
        if (from != null && last != null) {
            throw new IllegalArgumentException("--from and --last: one of both is enough");
        }
        Instant begin =
                from == null
                        ? end.minus(span(last == null ? "30min" : last))
                        : time("--from", from);
        if (!begin.isBefore(end)) {
            throw new IllegalArgumentException("--from " + begin + ": not before the end, " + end);
        }
        if (Files.isDirectory(out)) {
            throw new IllegalArgumentException(
                    "--out \""
                            + out
                            + "\": is a directory. Name a file in it. Example: --out "
                            + out.resolve("incident.sbx"));
        }
        Path directory = out.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "--out \""
                            + out
                            + "\": there is no directory "
                            + directory
                            + ". Make it, or name another one");
        }
        if (!force && Files.exists(out)) {
            throw new IllegalArgumentException(
                    "--out \"" + out + "\": is there already. Name another file, or say --force");
        }
        Gathering gathering = new Gathering(begin, end);
        int exit = ask(gathering);
        Recording recording = gathering.recording(out.toString());
        if (recording.agents().isEmpty()) {
            if (root.json()) {
                root.print(Json.object().putNull("file"));
            }
            return exit;
        }
        if (recording.agents().stream().allMatch(agent -> agent.seconds().isEmpty())) {
            String words =
                    "nothing is recorded from "
                            + Json.time(begin)
                            + " to "
                            + Json.time(end)
                            + ": no bundle is made";
            root.shell().err().println("ctl: " + words);
            if (root.json()) {
                root.print(Json.object().putNull("file").put("problem", words));
            }
            return Math.max(exit, CtlMain.FAILED);
        }
        Identity identity = root.identity();
        String seal = gathering.write(out, identity == null ? by : identity.subject().name(), now);
        tell(recording, seal);
        return exit;
    }

    private int ask(Gathering gathering) throws IOException {
        int exit = CtlMain.DONE;
        for (Endpoint endpoint : root.endpoints()) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                gathering.ask(endpoint.toString(), agent);
            } catch (RefusedException e) {
                root.shell().err().println("ctl: " + endpoint + ": " + e.words());
                gathering.missing(endpoint + ": " + e.words());
                exit = Math.max(exit, CtlMain.FAILED);
            } catch (UnreachableException e) {
                gathering.missing(root.sayUnreachable(endpoint, e.words()));
                exit = CtlMain.UNREACHABLE;
            }
        }
        return exit;
    }

    private void tell(Recording recording, String seal) throws IOException {
        long bytes = Files.size(out);
        if (!root.json()) {
            var lines = root.shell().out();
            lines.println(
                    Words.format(
                            "%s: %,d KiB, %s to %s",
                            out, bytes / 1024, recording.from(), recording.to()));
            for (Recording.AgentSeconds agent : recording.agents()) {
                lines.println(
                        Words.format(
                                "  %s: %,d seconds recorded",
                                agent.region(), agent.seconds().size()));
            }
            for (Recording.JournalPart journal : recording.journals()) {
                lines.println(
                        Words.format(
                                "  journal %s: %,d records",
                                journal.journalId(), journal.entries().size()));
            }
            lines.println("  seal " + seal);
            return;
        }
        ObjectNode answer =
                Json.object()
                        .put("file", out.toString())
                        .put("bytes", bytes)
                        .put("seal", seal)
                        .put("from", Json.time(recording.from()))
                        .put("to", Json.time(recording.to()));
        ArrayNode agents = answer.putArray("agents");
        recording
                .agents()
                .forEach(
                        agent ->
                                agents.addObject()
                                        .put("region", agent.region())
                                        .put("endpoint", agent.endpoint())
                                        .put("seconds", agent.seconds().size()));
        ArrayNode journals = answer.putArray("journals");
        recording
                .journals()
                .forEach(
                        journal ->
                                journals.addObject()
                                        .put("journalId", journal.journalId())
                                        .put("records", journal.entries().size()));
        root.print(answer);
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + " \"" + text + "\": no time. Example: 2026-11-20T03:12:00Z", e);
        }
    }

    private static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--last \"" + text + "\": no span with its unit. Example: 30min");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
