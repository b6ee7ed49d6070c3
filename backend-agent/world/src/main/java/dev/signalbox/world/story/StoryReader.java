package dev.signalbox.world.story;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a story: one step per line, {@code TIME VERB TARGET "TEXT"}, the last line {@code TIME
 * end}; {@code #} begins a comment. Reports all errors at once.
 */
public final class StoryReader {

    private static final Pattern LINE =
            Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+([^\\s\"]+))?(?:\\s+\"([^\"]*)\")?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|min)");

    private final String file;
    private final Set<Target.Trunk> known;
    private final List<String> errors = new ArrayList<>();
    private final List<Story.Step> steps = new ArrayList<>();
    private @Nullable Duration end;
    private Duration latest = Duration.ZERO;

    private StoryReader(String file, Set<Target.Trunk> known) {
        this.file = file;
        this.known = known;
    }

    /**
     * Reads {@code text}.
     *
     * @param file its name, for errors
     * @param known the trunks there are
     * @throws StoryException naming every error with file and line
     */
    public static Story read(String file, String text, Set<Target.Trunk> known)
            throws StoryException {
        StoryReader reader = new StoryReader(file, known);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reader.line(i + 1, line);
            }
        }
        return reader.finish(lines.size());
    }

    private void line(int number, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            wrong(
                    number,
                    "line",
                    line,
                    "not TIME VERB TARGET \"TEXT\"",
                    "20s reject503 trunk:eu-central/northwind \"Northwind rejects\"");
            return;
        }
        Duration at = time(number, parts.group(1));
        if (end != null) {
            wrong(number, "line", line, "stands after the end", "put 'end' last");
        }
        if (parts.group(2).equals("end")) {
            end = at;
            return;
        }
        Story.Verb verb = Story.Verb.of(parts.group(2));
        if (verb == null) {
            wrong(
                    number,
                    "verb",
                    parts.group(2),
                    "no such verb (reject503, freeze, heal, end)",
                    "reject503");
        }
        Target.Trunk target = target(number, parts.group(3));
        if (verb != null && target != null) {
            String text = parts.group(4) == null ? "" : parts.group(4);
            steps.add(new Story.Step(at, verb, target, text));
        }
    }

    private Duration time(int number, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            wrong(number, "time", text, "no time with a unit (ms, s, min)", "20s");
            return latest;
        }
        long amount = Long.parseLong(time.group(1));
        Duration at =
                switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                };
        if (at.compareTo(latest) < 0) {
            wrong(number, "time", text, "earlier than the line before", "sort the lines by time");
        }
        latest = at;
        return at;
    }

    private Target.@Nullable Trunk target(int number, @Nullable String text) {
        String example = known.stream().map(Target.Trunk::id).sorted().findFirst().orElse("");
        if (text == null) {
            wrong(number, "target", "", "missing", example);
            return null;
        }
        try {
            if (Target.parse(text) instanceof Target.Trunk trunk && known.contains(trunk)) {
                return trunk;
            }
            wrong(number, "target", text, "no trunk of this world", example);
        } catch (IllegalArgumentException _) {
            wrong(number, "target", text, "no target", example);
        }
        return null;
    }

    private Story finish(int lastLine) throws StoryException {
        if (end == null && errors.isEmpty()) {
            wrong(Math.max(1, lastLine), "end", "", "missing", "100s end");
        }
        if (end == null || !errors.isEmpty()) {
            throw new StoryException(errors);
        }
        return new Story(steps, end);
    }

    private void wrong(int line, String what, String value, String problem, String example) {
        errors.add(
                file
                        + ":"
                        + line
                        + " "
                        + what
                        + " \""
                        + value
                        + "\": "
                        + problem
                        + ". Example: "
                        + example);
    }
}
