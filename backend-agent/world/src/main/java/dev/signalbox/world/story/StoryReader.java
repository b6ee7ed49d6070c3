package dev.signalbox.world.story;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a story: one step per line, {@code TIME VERB TARGET [PERCENT] "TEXT"}, the last line {@code
 * TIME end}; {@code #} begins a comment. Reports all errors at once.
 */
public final class StoryReader {

    private static final Pattern LINE =
            Pattern.compile(
                    "(\\S+)\\s+(\\S+)(?:\\s+([^\\s\"]+))?(?:\\s+([^\\s\"]+))?(?:\\s+\"([^\"]*)\")?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|min)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");
    private static final String VERBS =
            Arrays.stream(Story.Verb.values())
                            .map(Story.Verb::word)
                            .collect(Collectors.joining(", "))
                    + ", end";

    private final String file;
    private final Set<Target> known;
    private final List<String> errors = new ArrayList<>();
    private final List<Story.Step> steps = new ArrayList<>();
    private @Nullable Duration end;
    private Duration latest = Duration.ZERO;

    private StoryReader(String file, Set<Target> known) {
        this.file = file;
        this.known = known;
    }

    /**
     * Reads {@code text}.
     *
     * @param file its name, for errors
     * @param known what there is that something can happen to
     * @throws StoryException naming every error with file and line
     */
    public static Story read(String file, String text, Set<Target> known) throws StoryException {
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
            wrong(number, "verb", parts.group(2), "no such verb (" + VERBS + ")", "reject503");
        }
        Target target = target(number, verb, parts.group(3));
        double ratio = ratio(number, verb, parts.group(4));
        if (verb != null && target != null) {
            String text = parts.group(5) == null ? "" : parts.group(5);
            steps.add(new Story.Step(at, verb, target, ratio, text));
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

    private @Nullable Target target(int number, Story.@Nullable Verb verb, @Nullable String text) {
        String example =
                known.stream()
                        .filter(target -> verb == null || verb.fits(target))
                        .map(Target::id)
                        .sorted()
                        .findFirst()
                        .orElse("none in this world");
        if (text == null) {
            wrong(number, "target", "", "missing", example);
            return null;
        }
        try {
            Target target = Target.parse(text);
            if (!known.contains(target)) {
                wrong(number, "target", text, "not in this world", example);
                return null;
            }
            if (verb != null && !verb.fits(target)) {
                wrong(number, "target", text, "nothing that can " + verb.word(), example);
                return null;
            }
            return target;
        } catch (IllegalArgumentException _) {
            wrong(number, "target", text, "no target", example);
        }
        return null;
    }

    private double ratio(int number, Story.@Nullable Verb verb, @Nullable String text) {
        boolean wanted = verb != null && verb.takesRatio();
        if (text == null) {
            if (wanted) {
                wrong(number, "ratio", "", "missing", "6%");
            }
            return 0;
        }
        if (verb != null && !wanted) {
            wrong(number, "ratio", text, verb.word() + " takes none", "leave it out");
            return 0;
        }
        Matcher percent = PERCENT.matcher(text);
        double ratio = percent.matches() ? Double.parseDouble(percent.group(1)) / 100 : 0;
        if (ratio <= 0 || ratio > 1) {
            wrong(number, "ratio", text, "no percentage above 0% and up to 100%", "6%");
        }
        return ratio;
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
