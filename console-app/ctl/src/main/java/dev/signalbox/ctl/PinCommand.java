package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps automation away from a target. */
@Command(
        name = "pin",
        description = {
            "Keeps automation away from a target for some time: its routes stay as they are.",
            "--off lets automation touch it again."
        },
        footer = {
            "",
            "Example: ./signalbox ctl pin trunk:eu-central/northwind --for 30min --reason"
                    + " \"carrier maintenance\""
        })
final class PinCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|min|h)");
    private static final Duration LONGEST = Duration.ofDays(7);

    private final CtlMain root;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A region, trunk or provider.")
    private String target = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "For how long: 90s, 30min, 12h; at most 168h. Default: 1h.")
    private String length = "1h";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed to pin.")
    private String reason = "";

    @Option(names = "--off", description = "Lets automation touch it again.")
    private boolean off;

    @Mixin private Asker asker = new Asker();

    PinCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Target parsed = Target.parse(target);
        Duration hold = duration();
        if (!off && reason.isBlank()) {
            throw new IllegalArgumentException(
                    "--reason: say why. Example: --reason \"carrier maintenance\"");
        }
        FleetAnswer answer;
        try {
            answer =
                    root.roster()
                            .decided(
                                    (_, agent) ->
                                            agent.pin(parsed, !off, reason, hold, asker.once()));
        } catch (AgentException e) {
            return root.failed(e, asker);
        }
        if (root.json()) {
            root.print(ChangeJson.answer(answer));
        }
        return switch (answer) {
            case FleetAnswer.Done done -> {
                if (!root.json()) {
                    root.shell()
                            .out()
                            .println(
                                    done.records().isEmpty()
                                            ? "Nothing had to change."
                                            : parsed.id()
                                                    + (off
                                                            ? " is free again"
                                                            : " is pinned for " + length)
                                                    + " (record "
                                                    + done.records().getFirst()
                                                    + ").");
                }
                yield CtlMain.DONE;
            }
            case FleetAnswer.Refused refused -> {
                root.shell().err().println("ctl: refused: " + refused.sentence());
                yield CtlMain.FAILED;
            }
        };
    }

    private Duration duration() {
        Matcher matcher = DURATION.matcher(length);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--for \"" + length + "\": no duration. Example: --for 30min");
        }
        long count = Long.parseLong(matcher.group(1));
        Duration hold =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "min" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (hold.isZero() || hold.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("--for \"" + length + "\": 1s to 168h");
        }
        return hold;
    }
}
